package org.tillmesh.zatca.pdf;

import java.util.List;

/** Shaped text of one face, left to right as it is seen; {@code width} in thousandths of the font's size. */
record ShapedLine(FontFace face, List<Glyph> glyphs, double width) {
    ShapedLine {
        glyphs = List.copyOf(glyphs);
    }

    double widthAt(double size) {
        return width * size / 1000;
    }
}
