/** Cores of much-used long passwords (letters and digits alone, lower case); what people append is cut before comparing. */
export const COMMON: ReadonlySet<string> = new Set(
  `password passwordpassword passw0rd p4ssw0rd pass1234 password1234 qwertyuiop qwertyuiopasdf qwerty qwerty123456 1qaz2wsx 1qaz2wsx3edc
1qaz2wsx3edc4rfv zaq12wsx zaq12wsxcde3 asdfghjkl asdfghjklzxcvbnm zxcvbnm 123456789012 1234567890 12345678901234 123123123123 111111111111
000000000000 abcdefghijkl abcdefghijklmn abc123abc123 abcd1234abcd administrator administratoradministrator admin admin1234 adminadmin
adminadminadmin letmein letmeinletmein welcome welcomewelcome iloveyou iloveyouiloveyou sunshinesunshine princessprincess dragondragon
monkeymonkey football footballfootball baseball baseballbaseball superman batman trustno1 changeme changemechangeme changemenow secret
secretsecret secretpassword temporarypassword temppassword mypassword mypasswordis newpassword firstpassword defaultpassword userpassword
guestguest testtest testtesttest testpassword qwertyqwerty qweqweqweqwe asdasdasdasd kizuki kizukikizuki himitsu himitsuhimitsu pasuwado
pasuwaado nihon nippon nihonnihon tokyo tokyotokyo tokyo2020 osaka kyoto sakura sakurasakura arigatou arigatouarigatou arigatougozaimasu
yoroshiku yoroshikuonegaishimasu otsukaresama otsukaresamadesu ohayougozaimasu konnichiwa sayonara ganbare ganbarenippon doraemon
doraemondoraemon pokemon pokemonpokemon pikachu totoro anpanman kaisha kaishakaisha shain shainshain soumu soumubu jinji jinjibu eigyou
eigyoubu jouhousystem joho johosecurity security securitysecurity informationsecurity privacymark pmark isms isms27001 kojinjoho
kojinjohohogo spring summer autumn winter spring2026 summer2026 haru natsu aki fuyu reiwa reiwa8 heisei showa january february`
    .split(/\s+/)
    .filter(Boolean),
)
