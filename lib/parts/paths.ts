export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
/** Noto Sans JP (SIL Open Font License 1.1). */
export const FONT = `${ROOT}/node_modules/@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf`
