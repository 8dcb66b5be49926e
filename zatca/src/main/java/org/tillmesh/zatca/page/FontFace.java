package org.tillmesh.zatca.page;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * One face of IBM Plex Sans Arabic in one document. Java2D's shaping engine joins the Arabic letters and places their
 * marks; which shapes were used, and for what letters, is kept for embedding.
 */
public final class FontFace {
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);
    /** Java2D's glyph numbers from here on stand for nothing to be seen. */
    private static final int INVISIBLE = 0xFFFE;

    private final String name;
    private final Font font;
    private final TrueTypeFont file;
    private final SortedMap<Integer, String> used = new TreeMap<>();

    private FontFace(String name, Font font, TrueTypeFont file) {
        this.name = name;
        this.font = font;
        this.file = file;
    }

    public static FontFace of(String weight) {
        String name = "IBMPlexSansArabic-" + weight;
        try (InputStream in = FontFace.class.getResourceAsStream(name + ".ttf")) {
            if (in == null) {
                throw new AssertionError("The program's own font " + name + " is missing");
            }
            byte[] bytes = in.readAllBytes();
            Font font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes))
                    .deriveFont(1000f);
            return new FontFace(name, font, new TTFParser().parse(new RandomAccessReadBuffer(bytes)));
        } catch (FontFormatException | IOException e) {
            throw new UncheckedIOException(new IOException("The font " + name + " can't be read", e));
        }
    }

    public String name() {
        return name;
    }

    TrueTypeFont file() {
        return file;
    }

    /** Glyphs that were drawn, each with the letters that it stands for. */
    SortedMap<Integer, String> used() {
        return used;
    }

    /** Shapes one line; its direction is that of its first letter with one, and left to right without. */
    public ShapedLine shape(String words) {
        String text = drawable(words);
        var glyphs = new ArrayList<Glyph>();
        if (text.isEmpty()) {
            return new ShapedLine(this, glyphs, 0);
        }
        var bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        double x = 0;
        for (int run : order) {
            x = shape(text, bidi.getRunStart(run), bidi.getRunLimit(run), bidi.getRunLevel(run) % 2 == 1, x, glyphs);
        }
        return new ShapedLine(this, glyphs, x);
    }

    private double shape(String text, int start, int limit, boolean rightToLeft, double x, List<Glyph> into) {
        GlyphVector shaped = font.layoutGlyphVector(
                UNHINTED,
                text.toCharArray(),
                start,
                limit,
                rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
        int count = shaped.getNumGlyphs();
        for (int i = 0; i < count; i++) {
            int id = shaped.getGlyphCode(i);
            String letters = letters(text, start, limit, shaped, i);
            if (id >= INVISIBLE || letters.isEmpty()) {
                continue;
            }
            var at = shaped.getGlyphPosition(i);
            into.add(new Glyph(id, x + at.getX(), -at.getY(), advance(id)));
            used.putIfAbsent(id, letters);
        }
        return x + shaped.getGlyphPosition(count).getX();
    }

    double advance(int id) {
        try {
            return file.getAdvanceWidth(id) * 1000.0 / file.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the glyph's first letter to the next glyph's first letter: both letters of a ligature. Marks of direction are none. */
    private static String letters(String text, int start, int limit, GlyphVector shaped, int glyph) {
        int first = start + shaped.getGlyphCharIndex(glyph);
        int next = limit;
        for (int i = 0; i < shaped.getNumGlyphs(); i++) {
            int other = start + shaped.getGlyphCharIndex(i);
            if (shaped.getGlyphCode(i) < INVISIBLE && other > first && other < next) {
                next = other;
            }
        }
        return text.substring(first, next).replaceAll("[\\u200E\\u200F]", "");
    }

    /** PDF/A knows no glyph for what a font does not have, and a line break is not a letter. */
    private String drawable(String words) {
        var text = new StringBuilder();
        words.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                text.append(' ');
            } else if (font.canDisplay(c)) {
                text.appendCodePoint(c);
            } else {
                text.append('?');
            }
        });
        return text.toString();
    }

    /** As many lines as it takes, broken between words where that is possible; at least one. */
    public List<ShapedLine> wrap(String words, double size, double width) {
        var lines = new ArrayList<ShapedLine>();
        var taken = new StringBuilder();
        for (String word : words.strip().split("\\s+")) {
            String more = taken.length() == 0 ? word : taken + " " + word;
            if (taken.length() > 0 && shapeOnly(more).widthAt(size) > width) {
                lines.add(shape(taken.toString()));
                taken.setLength(0);
                more = word;
            }
            while (shapeOnly(more).widthAt(size) > width && more.codePointCount(0, more.length()) > 1) {
                int cut = fitting(more, size, width);
                lines.add(shape(more.substring(0, cut)));
                more = more.substring(cut);
            }
            taken.setLength(0);
            taken.append(more);
        }
        lines.add(shape(taken.toString()));
        return lines;
    }

    /** Of one line, in thousandths of the font's size; nothing counts as used. */
    public double width(String words) {
        return shapeOnly(words).width();
    }

    /** Measures without counting its glyphs as used. */
    private ShapedLine shapeOnly(String words) {
        var before = new TreeMap<>(used);
        ShapedLine line = shape(words);
        used.clear();
        used.putAll(before);
        return line;
    }

    private int fitting(String word, double size, double width) {
        int cut = word.offsetByCodePoints(0, 1);
        while (cut < word.length()) {
            int next = word.offsetByCodePoints(cut, 1);
            if (shapeOnly(word.substring(0, next)).widthAt(size) > width) {
                break;
            }
            cut = next;
        }
        return cut;
    }
}
