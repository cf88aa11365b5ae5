import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.common import organisation_kind

TABLE = pd.DataFrame(
    [("SINTEF", "institute"), ("NILU", "institute"), ("NILU INNOVATION", "company")], columns=["phrase", "kind"]
)


@pytest.mark.parametrize(
    ("name", "sector", "kind"),
    [
        ("OSLO KOMMUNE", "DIV", "municipality"),
        ("KRISTIANSAND HAVN KF", "NÆR", "municipal_undertaking"),
        ("HARSTAD KOMMUNE / HÁRSTTÁID SUOHKAN", "DIV", "municipality"),
        ("VIKEN FYLKESKOMMUNE", "DIV", "county_council"),
        ("KOMMUNAL- OG DISTRIKTSDEPARTEMENTET", "DIV", "other"),
        ("DIREKTORATET FOR BEREDSKAPSKOMMUNIKASJON", "DIV", "other"),
        ("TRONDHEIM HAVN IKS", "DIV", "municipal_undertaking"),
        ("GALLIS MILJØ OG KOMMUNIKASJON", "NÆR", "company"),
        ("UNIVERSITETET I OSLO", "UoH", "university"),
        ("SINTEF AS", "INS", "institute"),
        ("HELSE BERGEN HF", "HEL", "health"),
        ("NORGES FORSKNINGSRÅD", "NFR", "other"),
        ("ukjent", "ukjent", "other"),
    ],
)
def test_a_sector_gives_the_kind_but_counties_and_municipalities_are_known_by_name(name, sector, kind):
    assert organisation_kind.by_sector(pd.Series([name]), pd.Series([sector])).tolist() == [kind]


def test_a_new_sector_is_an_error():
    with pytest.raises(DataError, match="'XYZ'"):
        organisation_kind.by_sector(pd.Series(["a"]), pd.Series(["XYZ"]))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SANDNES KOMMUNE", "municipality"),
        ("Moss havn kf", "municipal_undertaking"),
        ("HIAS IKS", "municipal_undertaking"),
        ("Innlandet Trafikk FKF", "municipal_undertaking"),
        ("KF GRUPPEN AS", "company"),
        ("Municipality of Bjerkreim", "municipality"),
        ("Nord-Aurdal Commune", "municipality"),
        ("Crisis Centre in Bergen and surrounding municipalities", "other"),
        ("Hordaland County Council", "county_council"),
        ("Møre og Romsdal County", "county_council"),
        ("Sogn og Fjordane County Municipality Archives", "county_council"),
        ("County Governor of Sogn og Fjordane", "other"),
        ("Indre-Ostfold Crisis Centre IKS", "municipal_undertaking"),
        ("OSLO UNIVERSITETSSYKEHUS HF", "health"),
        ("Stavanger University Hospital", "health"),
        ("HOGSKOLEN I GJOVIK", "university"),
        ("Diakonhjemmet hoegskole, ART senteret", "university"),
        ("Al Folkehoyskole og kurssenter for dove", "other"),
        ("Selbu Spinneri A/S", "company"),
        ("Ås Upper secondary school", "other"),
        ("STIFTELSEN SINTEF", "institute"),
        ("NILU INNOVATION AS", "company"),
        ("NILUFER", "other"),
    ],
)
def test_a_name_in_norwegian_or_english_gives_the_kind(name, kind):
    assert organisation_kind.by_name(pd.Series([name]), TABLE, {})["kind"].tolist() == [kind]


def test_the_same_name_in_horizon_2020_gives_the_kind_before_the_words_of_the_name():
    rows = pd.DataFrame(
        {"source_id": ["forskningsradet"], "organisation_name": ["Ævle AS"], "organisation_kind": ["institute"]}
    )
    known = organisation_kind.known_kinds(rows)
    found = organisation_kind.by_name(pd.Series(["AEVLE AS"]), TABLE, known)
    assert found.iloc[0].tolist() == ["institute", "same name in Horizon 2020"]
