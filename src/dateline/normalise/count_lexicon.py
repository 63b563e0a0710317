"""The words that a count is read by. Tables only; ``count_numbers`` and ``count_phrases`` say how they are used."""

from __future__ import annotations

import csv
from typing import Final, Literal

from dateline.normalise.actor_lexicon import lines_of

Bound = Literal["least", "most", "about", "below", "none"]


def word_table(table: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(table.split())


UNITS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {
    "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000,
    "billion": 1_000_000_000, "dozen": 12,
}  # fmt: skip
GLUED_SCALES: Final = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
"""Scales written onto the digits: ``1.5m people``, ``200k people``."""

VAGUE: Final = {
    "several": 3, "dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000, "lakhs": 200_000,
    "millions": 2_000_000,
}  # fmt: skip
"""Words that give a lower bound only: two of the unit, three for ``several``."""

PAIRS: Final = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}

MODIFIERS: Final[dict[tuple[str, ...], Bound]] = {
    ("at", "least"): "least",
    ("more", "than"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("not", "less", "than"): "least",
    ("not", "fewer", "than"): "least",
    ("in", "excess", "of"): "least",
    ("a", "minimum", "of"): "least",
    ("upwards", "of"): "least",
    ("upward", "of"): "least",
    ("north", "of"): "least",
    ("as", "few", "as"): "least",
    ("atleast",): "least",
    ("well", "over"): "least",
    ("just", "over"): "least",
    ("over",): "least",
    ("above",): "least",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("as", "much", "as"): "most",
    ("no", "more", "than"): "most",
    ("not", "more", "than"): "most",
    ("at", "most"): "most",
    ("upto",): "most",
    ("a", "maximum", "of"): "most",
    ("just", "under"): "below",
    ("fewer", "than"): "below",
    ("less", "than"): "below",
    ("under",): "below",
    ("about",): "about",
    ("around",): "about",
    ("approximately",): "about",
    ("approx",): "about",
    ("roughly",): "about",
    ("nearly",): "about",
    ("almost",): "about",
    ("some",): "about",
    ("circa",): "about",
    ("estimated",): "about",
    ("an", "estimated"): "about",
    ("close", "to"): "about",
    ("close", "on"): "about",
    ("more", "or", "less"): "about",
    ("barely",): "about",
    ("hardly",): "about",
    ("a", "good"): "about",
    ("~",): "about",
    ("≈",): "about",
    (">",): "least",
    ("≥",): "least",
    (">", "="): "least",
    ("<",): "below",
    ("≤",): "most",
    ("<", "="): "most",
    ("in", "the", "region", "of"): "about",
    ("anywhere", "from"): "none",
    ("anywhere", "between"): "none",
    ("somewhere", "between"): "none",
    ("a", "mere"): "none",
    ("between",): "none",
    ("from",): "none",
    ("a", "total", "of"): "none",
    ("altogether",): "none",
    ("only",): "none",
    ("just",): "none",
    ("exactly",): "none",
    ("a", "further"): "none",
    ("another",): "none",
    ("a", "reported"): "none",
    ("an", "additional"): "none",
    ("the", "other"): "none",
    ("all",): "none",
}
"""What the words before a number make of it. ``none`` leaves it as it is, but belongs to the phrase."""

AFTER_NUMBER: Final[dict[tuple[str, ...], Bound]] = {
    ("or", "more"): "least",
    ("or", "so"): "about",
    ("or", "fewer"): "most",
    ("+",): "least",
    ("-", "plus"): "least",
    ("-", "odd"): "about",
}
AFTER_NOUN: Final[dict[tuple[str, ...], Bound]] = {("at", "least"): "least", ("at", "most"): "most"}
"""Bounds that may also follow the noun, beside those of a number."""

CURRENCIES: Final = word_table(
    """dollar dollars euro euros peso pesos peseta pesetas pound pounds sterling rupee rupees rupiah yen yuan rouble
    roubles ruble rubles riyal riyals rial rials dinar dinars dirham dirhams shekel shekels franc francs lira liras
    naira cedis taka baht ringgit krona kronor kroner hryvnia afghanis bolivares soles colones quetzales lempiras usd
    eur gbp inr"""
)
MEASURES: Final = CURRENCIES | word_table(
    """percent percentage pct cent cents year years yr yrs month months week weeks day days hour hours
    hr hrs minute minutes min mins second seconds sec fortnight decade decades century centuries night nights
    evening morning km kms kilometer kilometers kilometre kilometres mile miles mi meter meters metre metres cm mm
    foot feet ft inch inches yard yards acre acres hectare hectares square sq ton tons tonne tonnes kg kgs kilo
    kilos kilogram kilograms gram grams lb lbs litre litres liter liters gallon gallons barrel barrels degree
    degrees celsius fahrenheit mph kph knots caliber calibre am pm gmt utc point points times fold o'clock o’clock
    megawatts mw volts watts wickets innings goals counts thirds
    quarters fifths tenths"""
)
"""After a number: it measures or dates, and counts neither people nor things."""

MONEY_BEFORE: Final = word_table("$ £ € ¥ ₹ ₽ ₪ rs usd eur gbp inr us$ a$ c$ rm")

MONTHS: Final = word_table(
    """january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec"""
)

WEEKDAYS: Final = word_table(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun"""
)

PRONOUNS: Final = word_table(
    """i we you he she it they me us him them who whom whoever someone somebody anyone anybody everyone everybody all
    many most some few several others those these this that each either neither both none what which"""
)
"""Words for people that name nobody and tell no number by themselves."""

IDENTIFIED: Final = word_table(
    """no nos number numbers flight article articles resolution act section chapter clause paragraph page route
    highway interstate road street avenue unit brigade battalion division regiment squadron corps channel radio
    room ward zone sector gate terminal building block apartment floor phase stage level grade class type model
    mark version series boeing airbus cessna tupolev mig antonov ilyushin hercules operation camp area district
    precinct station line case count round day week season episode part tier category aged age ages formula top
    vision agenda covid"""
)
"""Before a number in digits: it names or ranks, as in Flight 370, Article 5, Boeing 737."""

YEAR_BEFORE: Final = word_table(
    """in since until till by during before after from of to year mid late early circa spring summer autumn winter
    fall"""
)


def _nationals() -> frozenset[str]:
    """What people of a country are called where that is no adjective alone ("a Chadian", not "a Welsh")."""
    demonyms = [
        word for row in csv.DictReader(lines_of("countries.csv")) for word in row["demonyms"].lower().split("|")
    ]
    return frozenset(word for word in demonyms if word.isalpha() and not word.endswith(_OF_NO_NOUN))


_OF_NO_NOUN: Final = ("ese", "ish", "nch", "tch", "men", "swiss", "welsh")
NATIONALS: Final = _nationals()
PERSON_NOUNS: Final = NATIONALS | word_table(
    """person man woman child boy girl teenager teen youth youngster baby infant toddler adult minor senior citizen
    civilian resident villager local islander townsman farmer peasant worker labourer laborer employee miner driver
    passenger pedestrian bystander passer-by onlooker commuter traveller traveler tourist visitor pilgrim worshipper
    worshiper shopper customer guest patient refugee migrant immigrant asylum-seeker evacuee soldier officer
    policeman policewoman cop constable trooper guard bodyguard marine sailor airman paratrooper commando peacekeeper
    serviceman servicewoman conscript reservist recruit cadet sergeant corporal captain major colonel general
    lieutenant commander admiral brigadier sniper gunner pilot crewman crewmember sub-sergeant sheriff deputy ranger
    warden detective inspector agent operative spy informant informer official minister mayor governor president
    premier senator congressman congresswoman lawmaker legislator mp politician candidate councillor councilor
    councilman councilwoman ambassador diplomat consul envoy attache secretary chairman chief leader head director
    judge magistrate prosecutor lawyer attorney solicitor jurist notary justice clerk doctor nurse medic paramedic
    physician surgeon health-worker ambulanceman firefighter fireman rescuer volunteer aid-worker teacher professor
    lecturer student pupil schoolboy schoolgirl schoolchild academic scientist engineer technician journalist
    reporter correspondent photographer cameraman newsman editor broadcaster blogger writer author singer priest
    bishop archbishop nun monk imam cleric rabbi pastor missionary preacher deacon cardinal pope jesuit activist
    campaigner protester protestor demonstrator marcher striker picketer supporter opponent dissident unionist
    trade-unionist organizer organiser member colleague comrade militant rebel insurgent guerrilla fighter gunman
    attacker assailant bomber terrorist extremist jihadist jihadi militiaman mujahid separatist combatant hijacker
    kidnapper captor abductor raider bandit robber thief gangster criminal murderer killer assassin hitman trafficker
    dealer smuggler drug-trafficker looter rioter suspect detainee prisoner inmate convict captive hostage fugitive
    defendant accused offender perpetrator accomplice victim survivor casualty fatality body corpse dead witness
    individual subject relative father mother parent son daughter brother sister husband wife spouse uncle aunt
    cousin nephew niece grandmother grandfather grandson granddaughter grandchild sibling twin widow friend neighbour
    neighbor companion businessman businesswoman industrialist banker trader shopkeeper owner manager executive
    cattleman rancher landowner contractor aide adviser advisor spokesman spokeswoman spokesperson assistant
    interpreter translator guide cook maid gardener national foreigner expatriate native settler kurd chinese
    lebanese sudanese european african asian arab jew muslim christian hindu sikh tamil catholic other more lady
    gentleman guy fellow player athlete footballer coach fan spectator reveller concertgoer king queen prince
    princess emir sheikh emperor monarch commissioner vice-president ex-president speaker treasurer cashier
    accountant electrician mechanic fisherman seaman crew-member stewardess attendant conductor machinist motorist
    cyclist motorcyclist biker mercenary legionnaire guardsman gendarme patrolman investigator jawan herder herdsman
    shepherd nomad tribesman hunter poacher pirate vigilante outlaw burglar arsonist shooter deserter defector
    infiltrator invader partisan paramilitary islamist leftist loyalist secessionist sympathiser sympathizer warlord
    mullah ayatollah clergyman elder mourner inhabitant occupant voter merchant vendor trucker staffer co-worker
    coworker negotiator servant girlfriend boyfriend stranger newlywed artist painter filmmaker buddhist sunni shiite
    shia alawite druze yazidi yezidi copt hutu tutsi hazara pashtun tuareg fulani passerby seeker watchman
    nightwatchman caretaker janitor cleaner barber tailor butcher baker carpenter mason bricklayer plumber welder
    weaver potter cobbler blacksmith goldsmith jeweller jeweler waiter waitress barman barmaid bartender receptionist
    hairdresser pharmacist dentist midwife veterinarian psychologist psychiatrist therapist chemist biologist
    geologist archaeologist economist historian analyst consultant librarian postman mailman courier porter docker
    stevedore foreman logger lumberjack woodcutter sharecropper cowboy jockey boxer cricketer climber mountaineer
    trekker hiker camper actor actress dancer musician comedian poet novelist playwright sculptor architect surveyor
    cartoonist columnist stringer pensioner retiree housewife widower orphan schoolteacher headmaster headmistress
    schoolmate classmate roommate instructor trainee apprentice intern scholar seminarian friar abbot catechist
    evangelist chaplain muezzin mufti sadhu monsignor theologian headman chieftain parliamentarian chancellor
    dignitary bureaucrat coastguard lifeguard gatekeeper doorman bouncer sentry infantryman rifleman airwoman
    artilleryman sapper seafarer mariner diver deckhand boatman ferryman skipper copilot aviator horseman clansman
    tribeswoman kinsman mobster rapist rustler squatter vagrant beggar beekeeper collaborator mutineer veteran
    returnee stowaway bride groom bridegroom fiance fiancee stepson stepdaughter stepfather stepmother"""
)

THING_NOUNS: Final = word_table(
    """rocket missile shell mortar bomb grenade mine device explosive drone aircraft airplane plane jet helicopter
    warplane tank truck lorry car vehicle van bus motorcycle motorbike bicycle train boat ship vessel tanker
    submarine rifle pistol gun handgun machinegun shotgun weapon firearm revolver knife machete sword axe ied charge
    round projectile bag backpack suitcase
    warhead house home building shop store office school hospital clinic mosque church temple synagogue embassy
    consulate checkpoint post base barracks station outpost bridge tower pylon pipeline plant factory market hotel
    restaurant bar bank bunker camp village town city tent hut apartment airport port dam well attack strike
    airstrike raid explosion blast clash shooting incident killing murder arrest death injury casualty protest
    target position troop case mission cow goat camel dog horse donkey sheep cattle livestock animal elephant rhino
    lion tiger buffalo chicken pig ox oxen mule bird bull"""
)

MASS_NOUNS: Final = word_table(
    """people persons men women children troops police personnel policemen policewomen servicemen gunmen firemen
    crewmen fishermen newsmen cameramen businessmen congressmen militiamen clergymen schoolchildren wives bodies
    dead wounded injured lives casualties sheep cattle aircraft livestock youths staff folk crew mujahideen
    mujahedin jihadis cops mps ieds forces passers-by buses countrymen townsmen workmen infantry deputies families
    cities injuries refugees"""
) | frozenset(noun[:-2] + "en" for noun in PERSON_NOUNS if noun.endswith("man"))
"""Plurals that no rule builds, and nouns that are plural as they stand."""

COLLECTIVES: Final = word_table(
    """group gang mob crowd team band unit number series lot variety range string wave spate handful bunch squad
    patrol convoy contingent delegation party family couple platoon column cell faction coalition alliance army
    militia force fleet battery salvo volley barrage bloc set host majority minority network cartel junta crew
    staff government assembly gathering clan tribe community population public cabinet union panel jury commission
    committee commando police military press media guerrilla-band death-squad swarm throng organisation
    organization movement company half third quarter total few dozen hundred thousand million battalion
    brigade regiment squadron division detachment garrison flotilla caravan posse audience congregation workforce"""
)
"""Nouns whose singular is more than one: ``a group`` counts nobody."""

STRENGTHS: Final = word_table(
    "population populations membership strength electorate workforce headcount enrolment enrollment capacity"
)
"""Nouns whose size in people a number after them tells: "a population of 4,000", "population 4,000"."""

SETTLEMENTS: Final = word_table(
    "city town village hamlet township camp settlement suburb neighbourhood neighborhood country nation state island"
)
"""Places that are as large as those who live there: "a town of 12,000"."""

FUNDS: Final = word_table(
    """budget budgets deficit deficits surplus debt debts reserves revenue revenues turnover gdp fund endowment
    arrears shortfall payroll"""
)
"""Nouns of which a sum of money tells the size: "a budget of $3 billion", "a $300 million deficit"."""

COUNTED_OF: Final = word_table(
    """group gang mob crowd team band convoy total death deaths body bodies lives life killing killings murder
    murders capture arrest arrests detention abduction kidnapping assassination execution wounding injury number
    assembly remains series fleet salvo barrage couple pair party delegation family contingent column squad unit
    crew corpses force garrison battalion company brigade regiment platoon patrol detachment squadron cell throng
    gathering caravan flotilla posse audience congregation"""
)
"""Before ``of`` and a number, the number is theirs: ``a group of 20 men``, ``the bodies of four men``."""

DETERMINERS: Final = word_table(
    "the a an this that these those his her its their our my your all both another other further additional some"
)

NAME_TITLES: Final = word_table(
    """mr mrs ms miss dr sir lord lady dame prof professor rev reverend fr father sister brother pastor imam rabbi
    sheikh sheik mullah ayatollah hajj haji abu sgt sergeant cpl corporal pvt private capt captain lt lieutenant
    maj major col colonel gen general adm admiral brig brigadier cmdr commander officer constable detective
    inspector superintendent sheriff deputy agent judge justice magistrate senator sen rep representative
    congressman congresswoman president premier minister secretary ambassador governor gov mayor king queen prince
    princess pope bishop archbishop cardinal monsignor chancellor chairman chief director attorney hon councillor
    coach engineer eng"""
)

NOT_A_NAME: Final = word_table(
    """party front army force forces police government ministry movement brigade brigades group council union
    office department court embassy state states republic kingdom nation nations organization organisation company
    corporation bank university school church mosque hospital agency authority authorities committee commission
    congress parliament senate assembly federation league association society club team guard guards corps command
    coalition alliance militia cartel mafia network press news times post radio television house service services
    bureau center centre institute foundation liberation national international united popular revolutionary
    islamic democratic people hotel airport street road avenue city town village province district county region
    valley river military navy administration cabinet security defence defense troops personnel camp base building
    nationals members sides hezbollah taliban hamas"""
)
"""A run of capitalised words that holds one of these names a body or a place, not one person."""

BOUNDARIES: Final = word_table(
    """of in on at by with from to for near inside outside during after before since until while when where who
    whom whose which that as including into under over between among amid against across along around about behind
    following because was were is are be been being has have had having do does did will would could should may
    might must can not and or but nor than if then so also only just per via without within towards toward upon off
    out up down through despite except like such said says say told added reported"""
)
"""Words that end a plain noun phrase."""

PARTICIPLES: Final = word_table(
    """containing carrying including wearing holding armed riding travelling traveling working living belonging
    calling named called identified known allied made loaded filled packed accused suspected believed led
    accompanied held driving demanding protesting linked loyal responsible"""
)
"""Words after a noun that open a clause about it."""
