"""The names and signs of currencies, as data: canonical name, then what a text may call it."""

from __future__ import annotations

from reader.standards import CURRENCY_CODES

_NAMED = """
dollar: dollar, dollars, usd, dólares, dollari, buck, bucks, долларов, u.s. dollars, u.s. dollar,
  us dollars, us dollar, american dollars
cent: cent, cents
euro: euro, euros, eur, евро
pound sterling: gbp, quid, pfund, pounds sterling, pound sterling, british pounds, british pound
penny: pence
japanese yen: yen, jpy, 円, иен, japanese yen
chinese yuan: yuan, renminbi, rmb, cny, 元, 人民元, chinese yuan
south korean won: won, krw, ウォン, south korean won, korean won
indian rupee: rupee, rupees, inr, rs, indian rupees, indian rupee
franc: franc, francs
swiss franc: chf, franken, swiss francs, swiss franc
cfa franc: cfa francs, cfa franc, francs cfa, fcfa, xof, xaf
russian rouble: rouble, roubles, ruble, rubles, rub, руб, рублей, рубля, russian roubles, russian rubles
swedish krona: sek, kronor, swedish kronor, swedish crowns, swedish krona
norwegian krone: nok, norwegian kroner, norwegian crowns, norwegian krone
danish krone: dkk, danish kroner, danish crowns, danish krone
icelandic krona: isk, icelandic kronur, icelandic krona
krone: kroner, kr
polish zloty: zloty, zlotys, złotych, pln, zł, polish zloty, polish zlotys
czech koruna: koruna, korun, kč, czk, czech crowns, czech koruna, czech korunas
hungarian forint: forint, forints, huf, hungarian forint, hungarian forints
romanian leu: ron, romanian lei, romanian leu
bulgarian lev: bgn, bulgarian lev, bulgarian leva, leva
serbian dinar: rsd, serbian dinars, serbian dinar
turkish lira: lira, liras, turkish lira, turkish liras
ukrainian hryvnia: hryvnia, hryvnias, uah, грн, ukrainian hryvnia, ukrainian hryvnias
georgian lari: gel, lari, georgian lari
kazakhstani tenge: kzt, tenge
uzbekistani som: uzs, uzbek som, uzbek soums
australian dollar: aud, australian dollars, australian dollar
canadian dollar: cad, canadian dollars, canadian dollar
new zealand dollar: nzd, new zealand dollars, new zealand dollar
hong kong dollar: hkd, hong kong dollars, hong kong dollar
singapore dollar: sgd, singapore dollars, singapore dollar
new taiwan dollar: twd, taiwan dollars, taiwan dollar, taiwanese dollars, new taiwan dollars
jamaican dollar: jmd, jamaican dollars, jamaican dollar
namibian dollar: nad, namibian dollars, namibian dollar
zimbabwean dollar: zwl, zimbabwean dollars, zimbabwean dollar, zimbabwe dollars
brazilian real: reais, brl, brazilian reais
mexican peso: mxn, mexican pesos, mexican peso
argentine peso: ars, argentine pesos, argentine peso, argentinian pesos
chilean peso: clp, chilean pesos, chilean peso
colombian peso: colombian pesos, colombian peso
costa rican colon: colones, colón, costa rican colones
cuban peso: cup, cuban pesos, cuban peso
dominican peso: dominican pesos, dominican peso
uruguayan peso: uyu, uruguayan pesos, uruguayan peso
philippine peso: php, philippine pesos, philippine peso
peso: peso, pesos
peruvian sol: soles, peruvian soles, peruvian sol
venezuelan bolivar: bolivar, bolivars, bolivares, venezuelan bolivars
bolivian boliviano: bolivianos
paraguayan guarani: guaranis, guaraníes
south african rand: rand, zar, south african rand
botswana pula: pula
zambian kwacha: zambian kwacha
malawian kwacha: malawian kwacha, malawi kwacha
kwacha: kwacha
naira: naira, ngn
ghanaian cedi: cedi, cedis, ghs
kenyan shilling: kes, ksh, kenyan shillings, kenyan shilling, kenya shillings
ugandan shilling: ugx, ugandan shillings, ugandan shilling, uganda shillings
tanzanian shilling: tzs, tanzanian shillings, tanzanian shilling
somali shilling: somali shillings
shilling: shilling, shillings
ethiopian birr: birr, ethiopian birr
rwandan franc: rwandan francs, rwf
egyptian pound: egp, egyptian pounds, egyptian pound
sudanese pound: sdg, sudanese pounds, sudanese pound
south sudanese pound: south sudanese pounds
lebanese pound: lbp, lebanese pounds, lebanese pound, lebanese lira
syrian pound: syp, syrian pounds, syrian pound
moroccan dirham: moroccan dirhams, moroccan dirham
emirati dirham: aed, emirati dirhams, uae dirhams, uae dirham
dirham: dirham, dirhams
saudi riyal: sar, saudi riyals, saudi riyal
qatari riyal: qar, qatari riyals, qatari riyal
omani rial: omr, omani rials, omani rial
yemeni rial: yer, yemeni rials, yemeni rial
iranian rial: irr, iranian rials, iranian rial, rials
iranian toman: tomans, toman
riyal: riyal, riyals
kuwaiti dinar: kwd, kuwaiti dinars, kuwaiti dinar
bahraini dinar: bhd, bahraini dinars, bahraini dinar
jordanian dinar: jod, jordanian dinars, jordanian dinar
iraqi dinar: iqd, iraqi dinars, iraqi dinar
libyan dinar: lyd, libyan dinars, libyan dinar
algerian dinar: dzd, algerian dinars, algerian dinar
tunisian dinar: tnd, tunisian dinars, tunisian dinar
dinar: dinar, dinars
shekel: shekel, shekels, ils, nis, israeli shekels
pakistani rupee: pkr, pakistani rupees, pakistani rupee, pakistan rupees
sri lankan rupee: lkr, sri lankan rupees, sri lankan rupee
nepalese rupee: npr, nepalese rupees, nepali rupees
mauritian rupee: mur, mauritian rupees
bangladeshi taka: taka, bdt, bangladeshi taka
afghan afghani: afghanis
malaysian ringgit: ringgit, myr, malaysian ringgit
indonesian rupiah: rupiah, idr, indonesian rupiah
thai baht: baht, thb, thai baht
vietnamese dong: vnd, vietnamese dong
cambodian riel: riels
myanmar kyat: kyat, kyats
mongolian togrog: tugriks, togrog
bitcoin: bitcoin, bitcoins, btc
"""
# Codes that are words or names as well: "COP 26", "CUP 5".
_AMBIGUOUS = {"COP", "CUP", "MAD", "SOS", "RON", "GEL", "TOP"}
SPOKEN_CODES = {code: name for name, code in CURRENCY_CODES.items() if code not in _AMBIGUOUS}
CURRENCY_SIGNS = {
    **SPOKEN_CODES,
    "Dh": "dirham", "Dhs": "dirham", "Tk": "bangladeshi taka", "R": "south african rand", "$": "dollar",
    "US$": "dollar", "USD": "dollar", "A$": "australian dollar", "AU$": "australian dollar",
    "C$": "canadian dollar", "CA$": "canadian dollar", "CDN$": "canadian dollar",
    "NZ$": "new zealand dollar", "HK$": "hong kong dollar", "S$": "singapore dollar",
    "NT$": "new taiwan dollar", "J$": "jamaican dollar", "N$": "namibian dollar",
    "Z$": "zimbabwean dollar", "R$": "brazilian real", "€": "euro", "£": "pound sterling",
    "E£": "egyptian pound", "¥": "japanese yen", "￥": "japanese yen", "CN¥": "chinese yuan",
    "RMB": "chinese yuan", "₹": "indian rupee", "Rs": "indian rupee", "₽": "russian rouble",
    "₩": "south korean won", "₺": "turkish lira", "₴": "ukrainian hryvnia", "₪": "shekel", "₦": "naira",
    "₱": "philippine peso", "฿": "thai baht", "₫": "vietnamese dong", "₵": "ghanaian cedi",
    "RM": "malaysian ringgit", "Sh": "shilling", "KSh": "kenyan shilling", "＄": "dollar",
    "NKr": "norwegian krone", "SKr": "swedish krona", "DKr": "danish krone", "SFr": "swiss franc",
}  # fmt: skip


def _spoken() -> dict[str, str]:
    table: dict[str, str] = {}
    canonical = ""
    for line in _NAMED.strip().splitlines():
        names = line
        if not line.startswith(" "):
            canonical, _, names = line.partition(":")
        table.update((name.strip(), canonical) for name in names.split(",") if name.strip())
    return table


CURRENCIES = _spoken()
