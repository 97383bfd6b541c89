"""A table whose every cell is text, so that all of it can be translated."""

from __future__ import annotations

from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class WordTable(TypedTableBlock):
    """A table that tells wagtail-localize, which knows no tables, where its words stand."""

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        """Return the caption, the headings and the cells; a path counts rows and columns from 0."""
        found = [("caption", value.caption)]
        found += [(f"head.{place}", column["heading"]) for place, column in enumerate(value.columns)]
        for number, row in enumerate(value.row_data):
            found += [(f"rows.{number}.{place}", cell) for place, cell in enumerate(row["values"])]
        return [StringSegmentValue(path, text) for path, text in found if text]

    def restore_translated_segments(self, value: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """Return the table with the words of the segments in their places."""
        for segment in segments:
            kind, *place = segment.path.split(".")
            text = segment.render_text()
            if kind == "caption":
                value.caption = text
            elif kind == "head":
                value.columns[int(place[0])]["heading"] = text
            else:
                value.row_data[int(place[0])]["values"][int(place[1])] = text
        return value
