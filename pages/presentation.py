"""Views in a series, one at a time on the whole screen; the address holds the series."""

import streamlit as st

from pages._shared.meeting import series_builder, series_stage
from pages._shared.session import settings
from pages._shared.show import take_away

reader = settings.current()
text = reader.text

entries = series_builder.current()
position = series_stage.position(entries)
if position is not None:
    series_stage.draw(reader, entries, position)
else:
    st.title(text("Presentation"))
    st.markdown(
        text(
            "Put views into a series and show them one by one in large type. The address of this page holds the series."
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        series_builder.add(reader)
    with right:
        series_stage.start(reader, entries)
        series_builder.listed(reader, entries)
        take_away.link(reader, "serie")
