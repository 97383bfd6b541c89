"""The officer's reports in the admin. Numbers come from `reports`, rights from `access`; this is the way between."""
