package org.tillmesh.zatca.page;

import java.util.List;

/** Shaped text of one face, left to right as it is seen; {@code width} in thousandths of the font's size. */
public record ShapedLine(FontFace face, List<Glyph> glyphs, double width) {
    public ShapedLine {
        glyphs = List.copyOf(glyphs);
    }

    public double widthAt(double size) {
        return width * size / 1000;
    }
}
