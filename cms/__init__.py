"""The roof: project, site-wide pages, templates."""

from cms.late_modules import hold_back

hold_back()
