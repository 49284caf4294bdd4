declare module 'kizuki:routes' {
  const routes: Record<string, string>
  export default routes
}
declare module '*.css' {}
