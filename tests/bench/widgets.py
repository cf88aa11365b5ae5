"""What a browser knows of a page's widgets: their ids, and the values that it sends with every click."""

from streamlit.proto.WidgetStates_pb2 import WidgetState

TELLING = ("button_group", "selectbox", "multiselect", "slider", "checkbox", "text_input", "text_area")
"""Widgets whose value a browser sends from the first click on; the others are silent until they are used."""


def key_of(widget_id):
    """Return the key that a page gave to a widget: its id is $$ID-<hash>-<key>."""
    return widget_id.split("-", 2)[-1]


def state_of(element):
    """Return the value that a browser gives to a new element, and whether the server insists on it; None where none.

    A widget shows the server's value where the server says so, and else begins with its default.
    """
    kind = element.WhichOneof("type")
    if kind not in TELLING:
        return None
    widget = getattr(element, kind)
    state = WidgetState(id=widget.id)
    _SETTERS[kind](widget, state)
    return state, widget.set_value


def options_of(element):
    """Return the texts among which an element lets the reader choose."""
    kind = element.WhichOneof("type")
    if kind == "button_group":
        return [option.content for option in element.button_group.options]
    return list(element.selectbox.options) if kind == "selectbox" else []


def _chosen(widget, options):
    return list(widget.raw_values) if widget.set_value else [options[at] for at in widget.default]


def _button_group(widget, state):
    state.string_array_value.data.extend(_chosen(widget, [option.content for option in widget.options]))


def _multiselect(widget, state):
    state.string_array_value.data.extend(_chosen(widget, widget.options))


def _selectbox(widget, state):
    if widget.set_value and widget.HasField("raw_value"):
        state.string_value = widget.raw_value
    elif not widget.set_value and widget.HasField("default"):
        state.string_value = widget.options[widget.default]


def _slider(widget, state):
    state.double_array_value.data.extend(widget.value if widget.set_value else widget.default)


def _checkbox(widget, state):
    state.bool_value = widget.value if widget.set_value else widget.default


def _text(widget, state):
    state.string_value = widget.value if widget.set_value else widget.default


_SETTERS = {
    "button_group": _button_group,
    "multiselect": _multiselect,
    "selectbox": _selectbox,
    "slider": _slider,
    "checkbox": _checkbox,
    "text_input": _text,
    "text_area": _text,
}
