"""What a page says, as a test reads it."""

SPACE = chr(0xA0)
"""Between the digits of a number, and before its unit."""


def words_on(app):
    return "\n".join(
        element.value for kind in (app.title, app.header, app.markdown, app.caption, app.info) for element in kind
    )
