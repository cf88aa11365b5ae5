"""One row of participation as a dictionary, for tests to change where it matters to them."""


def row(source_id, project_id="p", *, programme_id="horizon_2020", organisation="A", place="5001", **more):
    return {
        "source_id": source_id, "programme_id": programme_id, "project_id": project_id, "organisation_id": organisation,
        "organisation_name": organisation, "municipality_code": place, "county_code": place[:2], **more,
    }  # fmt: skip
