"""The fields of a register of own projects, and the headings they have in municipalities' own files."""

from dataclasses import dataclass

from analysis.text.translate import mark


@dataclass(frozen=True)
class Field:
    """A field of a register: its heading in the template, what is expected in it, and other headings it may have.

    Attributes:
        names: headings that mean it, the likeliest one first.
        better: headings that mean it more surely than that of the template: "granted" tells more than "amount".
        in_template: whether the template offers it.
    """

    field_id: str
    heading: str
    expected: str
    required: bool = False
    names: tuple[str, ...] = ()
    better: tuple[str, ...] = ()
    in_template: bool = True


FIELDS = (
    Field(
        "project_title", mark("Project"), mark("the name of the project"), True,
        ("prosjekt", "prosjektnavn", "prosjektnamn", "prosjekttittel", "tittel", "project", "project name",
         "project title", "title", "name of project", "name of the project", "title of the project",
         "navn på prosjekt", "navn på prosjektet", "namn på prosjekt", "namn på prosjektet", "prosjektets navn",
         "prosjektets tittel", "tittel på prosjekt", "tittel på prosjektet", "prosjekt tittel", "prosjekt navn",
         "prosjekt tiltak", "tiltak", "tiltaksnavn", "navn på tiltak", "akronym", "acronym"),
    ),
    Field(
        "programme", mark("Programme"), mark("a programme of the register, such as Interreg or Erasmus+"), True,
        ("program", "programme", "programnavn", "programnamn", "program navn", "programme name", "eu program",
         "euprogram", "eu eøs program", "eu programme", "eus program", "navn på program", "navn på programmet",
         "ordning", "støtteordning", "stønadsordning", "tilskuddsordning", "tilskotsordning", "finansieringsordning",
         "program ordning", "finansieringskilde", "finansieringskjelde", "finansiert av", "fond", "rammeprogram",
         "scheme", "funding programme", "funding program", "funding scheme", "fund"),
    ),
    Field(
        "place", mark("County or municipality"),
        mark("a county or municipality of Norway, by name or number"), True,
        ("kommune", "kommunenavn", "kommunenamn", "kommune navn", "kommune fylke", "fylke kommune",
         "kommune eller fylke", "fylke eller kommune", "vertskommune", "prosjektkommune", "deltakerkommune",
         "partnerkommune", "norsk kommune", "norwegian municipality", "partner municipality", "municipality",
         "municipality name", "municipality or county", "sted", "stad", "place", "kommunenummer", "kommunenr",
         "kommune nr", "kommune nummer", "kommunekode", "komnr", "knr", "municipality number", "municipality code",
         "fylke", "fylkesnavn", "fylkesnamn", "fylkeskommune", "county", "county name", "fylkesnummer", "fylkesnr"),
    ),
    Field(
        "place_number", mark("Number of the place"), mark("the number of the place beside its name"), False,
        ("kommunenummer", "kommunenr", "kommune nr", "kommune nummer", "kommunekode", "komnr", "knr",
         "municipality number", "municipality code"), in_template=False,
    ),
    Field(
        "county", mark("County"), mark("the county that the municipality lies in"), False,
        ("fylke", "fylkesnavn", "fylkesnamn", "fylkeskommune", "county name", "fylkesnummer", "fylkesnr"),
        in_template=False,
    ),
    Field(
        "organisation", mark("Organisation"), mark("the name of the organisation, never a private person"), False,
        ("organisasjon", "organisasjonsnavn", "organisasjonsnamn", "navn på organisasjon", "deltaker", "deltakar",
         "deltakende organisasjon", "virksomhet", "virksomhetsnavn", "verksemd", "enhet", "eining", "institusjon",
         "prosjekteier", "prosjekteigar", "søkerorganisasjon", "søker", "søkjar", "tilskuddsmottaker",
         "tilskotsmottakar", "støttemottaker", "mottaker", "mottakar", "organization", "organisation name",
         "organization name", "participant", "participant name", "beneficiary", "legal name"),
    ),
    Field(
        "role", mark("Role"), mark("coordinator or participant"), False,
        ("rolle", "role", "rolle i prosjektet", "rolle i prosjekt", "prosjektrolle", "vår rolle", "kommunens rolle",
         "role in project", "role in the project"),
    ),
    Field(
        "start", mark("Start"), mark("a day like 31.12.2025, or a year"), False,
        ("start", "startdato", "start dato", "startår", "start år", "oppstart", "oppstartsdato", "oppstartsår",
         "oppstart dato", "prosjektstart", "fra", "frå", "fra dato", "frå dato", "dato fra", "fra år", "fom", "f o m",
         "starter", "start date", "start year", "from", "from date", "year", "år", "årstall"),
    ),
    Field(
        "end", mark("End"), mark("a day like 31.12.2025, or a year"), False,
        ("slutt", "sluttdato", "slutt dato", "sluttår", "slutt år", "avslutning", "avslutningsdato", "avsluttet",
         "avslutta", "prosjektslutt", "til", "til dato", "dato til", "til år", "tom", "t o m", "ferdig", "ferdigdato",
         "slutter", "end", "end date", "end year", "to", "to date", "until"),
    ),
    Field(
        "period", mark("Period"), mark("a period like 2022-2024, where start and end have no columns of their own"),
        False,
        ("periode", "prosjektperiode", "gjennomføringsperiode", "tidsperiode", "tidsrom", "project period", "period",
         "start slutt", "fra til"), in_template=False,
    ),
    Field(
        "amount", mark("Amount"), mark("an amount such as 1 234,50, zero or above"), False,
        ("beløp", "tilskudd", "tilskuddsbeløp", "tilskot", "tilskotsbeløp", "støtte", "støttebeløp", "stønad",
         "eu støtte", "eustøtte", "eu tilskudd", "eu tilskot", "eu bidrag", "eu midler", "eu midlar",
         "eu finansiering", "prosjektstøtte", "sum", "amount", "grant", "grant amount", "eu grant", "eu contribution",
         "ec contribution", "eu funding"),
        ("tildelt beløp", "tildelt støtte", "tildelt sum", "tildelt tilskudd", "tildelt", "tildeling",
         "innvilget beløp", "innvilga beløp", "innvilget støtte", "innvilget", "innvilga", "bevilget beløp",
         "bevilga beløp", "bevilget", "bevilga", "bevilgning", "løyvd beløp", "løyvd", "løyving", "tilsagn",
         "tilsagnsbeløp", "mottatt støtte", "mottatt beløp", "granted amount", "amount granted", "granted"),
    ),
    Field(
        "currency", mark("Currency"), mark("EUR or NOK; kroner need the year of the start, for the rate"), False,
        ("valuta", "valutakode", "valutaslag", "currency", "currency code"),
    ),
    Field(
        "link", mark("Address on the web"), mark("an address that starts with https://"), False,
        ("lenke", "lenkje", "nettadresse", "nettside", "nettlenke", "prosjektside", "lenke til prosjekt",
         "lenke til prosjektet", "webside", "webadresse", "hjemmeside", "heimeside", "url", "link", "web", "website",
         "project website"),
    ),
    Field(
        "project_number", mark("Project number"), mark("the project's number at the programme, the same in all rows"),
        False,
        ("prosjektnummer", "prosjektnr", "prosjekt nr", "prosjekt nummer", "prosjekt id", "prosjektid", "prosjektkode",
         "prosjektreferanse", "referansenummer", "avtalenummer", "kontraktsnummer", "kontraktnummer",
         "project number", "project no", "project id", "projectid", "project reference", "reference number",
         "grant agreement", "grant agreement number"),
    ),
)  # fmt: skip
TEMPLATE = tuple(field for field in FIELDS if field.in_template)
PLACES = ("place", "place_number", "county")
"""Fields of which one at least must tell the place."""
REQUIRED = tuple(field.field_id for field in FIELDS if field.required)
