"""SVG and PNG of charts and maps, drawn without a browser."""
