"""A made-up zip of CORDIS as large as all of its framework programmes together."""

import csv
import io
import itertools
import json
import random
import zipfile

from analysis.sources.cordis import cordis

COUNTRIES = ["DE", "FR", "ES", "IT", "UK", "EL", "NL", "BE", "SE", "PL"] * 3 + ["NO"]
PLACES = [("0150", "OSLO", "NO081"), ("7491", "TRONDHEIM", "NO060"), ("6002", "Ã…lesund", ""), ("", "", "")]
NUMBERS = ["NO974760673MVA", "NO 974 767 880 MVA", "", ""]
ROLES = ["coordinator", *["participant"] * 7, "thirdParty", "associatedPartner"]
WORDS = ["the", "energy", "ocean", "system", "climate", '"open"', "method;", "health\nEurope"]


def projects(count):
    chance = random.Random(1)
    texts = [" ".join(chance.choices(WORDS, k=330)) for _ in range(50)]
    for number in range(count):
        yield {
            "id": str(101_000_000 + number), "acronym": f"P{number}", "status": "SIGNED", "title": f"Project {number}",
            "startDate": "2022-06-01", "endDate": "2026-05-31", "totalCost": "4000000,5",
            "ecMaxContribution": "3999999.5", "legalBasis": "HORIZON.2.5", "topics": "HORIZON-CL5-2021-D3-01-01",
            "ecSignatureDate": "2022-05-20", "frameworkProgramme": "HORIZON", "objective": texts[number % 50],
            "fundingScheme": "HORIZON-RIA", "rcn": str(number), "grantDoi": f"10.3030/{number}", "keywords": "a, b",
        }  # fmt: skip


def organisations(count, of_projects):
    chance = random.Random(2)
    for number in range(count):
        code, city, region = chance.choice(PLACES)
        net = chance.randrange(100_000_000)
        yield {
            "projectID": str(101_000_000 + number % of_projects), "projectAcronym": f"P{number % of_projects}",
            "organisationID": str(900_000_000 + number), "vatNumber": chance.choice(NUMBERS),
            "name": f"ORGANISATION {number % 40_000} AS", "shortName": f"O{number}", "SME": "false",
            "activityType": chance.choice(["HES", "REC", "PRC", "PUB", "OTH"]), "street": f"STREET {number}",
            "postCode": code, "city": city, "country": chance.choice(COUNTRIES), "nutsCode": region,
            "geolocation": "60.5000209,9.0999715", "organizationURL": "https://example.org/an-organisation",
            "contactForm": f"https://example.org/portal/screen/contact-form/project/{number}",
            "contentUpdateDate": "2024-01-01 00:00:00", "rcn": str(number), "order": str(number // of_projects + 1),
            "role": chance.choice(ROLES), "ecContribution": f"{net / 100:.2f}", "netEcContribution": f"{net / 100:.2f}",
            "totalCost": f"{net / 80:.2f}".replace(".", ","), "endOfParticipation": "false", "active": "",
        }  # fmt: skip


def write(path, form, rows, of_projects):
    made = {"organization": organisations(rows, of_projects), "project": projects(of_projects)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, records in made.items():
            with archive.open(f"{part}.{form}", "w", force_zip64=True) as member:
                (as_csv if form == "csv" else as_json)(member, part, records)


def as_csv(member, part, records):
    with io.TextIOWrapper(member, encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, cordis.COLUMNS[part], delimiter=";", quoting=csv.QUOTE_ALL, restval="")
        writer.writeheader()
        writer.writerows(records)


def as_json(member, part, records):
    with io.TextIOWrapper(member, encoding="utf-8") as text:
        between = itertools.chain("[", itertools.repeat(","))
        for mark, record in zip(between, records, strict=False):
            text.write(mark + json.dumps({column: record.get(column) for column in cordis.COLUMNS[part]}))
        text.write("]")
