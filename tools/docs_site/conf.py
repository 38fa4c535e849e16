"""What Sphinx is told about the documentation that `make docs` makes; nothing of the site asks another host."""

from importlib.metadata import version as version_of

project = "tidings"
release = version = version_of("tidings")
copyright = "the tidings maintainers"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}

myst_heading_anchors = 4  # a link may lead to any heading
suppress_warnings = ["misc.highlighting_failure"]  # of blocks in CSV, which have no colours
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
default_role = "code"
highlight_language = "none"  # a block says itself what it is written in

html_theme = "furo"
html_title = f"tidings {release}"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["wide_tables.css"]
html_theme_options = {"top_of_page_buttons": []}
