package org.tillmesh.zatca.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * Puts the shapes that a document draws into it: a subset of the font file, codes that are the glyph numbers of the whole
 * file, and for every shape the letters that it stands for, so that the text can be searched and copied.
 */
final class EmbeddedFace {
    private static final List<String> TABLES =
            List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

    private EmbeddedFace() {}

    static COSDictionary embed(FontFace face, PDDocument document) throws IOException {
        TrueTypeFont file = face.file();
        var subsetter = new TTFSubsetter(file, TABLES);
        subsetter.addGlyphIds(face.used().keySet());
        Map<Integer, Integer> fromSubset = subsetter.getGIDMap();
        var program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);

        String name = tag(face.used()) + "+" + face.name();
        var descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, 4);
        descriptor.setItem(COSName.FONT_BBOX, box(file));
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(
                COSName.ASCENT, scaled(file, file.getHorizontalHeader().getAscender()));
        descriptor.setInt(
                COSName.DESCENT, scaled(file, file.getHorizontalHeader().getDescender()));
        descriptor.setInt(COSName.CAP_HEIGHT, scaled(file, file.getOS2Windows().getCapHeight()));
        descriptor.setInt(COSName.STEM_V, 80);
        PDStream fontFile = stream(document, program.toByteArray());
        fontFile.getCOSObject().setInt(COSName.LENGTH1, program.size());
        descriptor.setItem(COSName.FONT_FILE2, fontFile);

        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, name);
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        var descendants = new COSArray();
        descendants.add(cidFont(face, name, descriptor, fromSubset, document));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        font.setItem(COSName.TO_UNICODE, stream(document, toUnicode(face.used())));
        return font;
    }

    private static COSDictionary cidFont(
            FontFace face, String name, COSDictionary descriptor, Map<Integer, Integer> fromSubset, PDDocument document)
            throws IOException {
        var cid = new COSDictionary();
        cid.setItem(COSName.TYPE, COSName.FONT);
        cid.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        cid.setName(COSName.BASE_FONT, name);
        var system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);
        cid.setItem(COSName.CIDSYSTEMINFO, system);
        cid.setItem(COSName.FONT_DESC, descriptor);
        cid.setInt(COSName.DW, 1000);
        var widths = new COSArray();
        for (int glyph : face.used().keySet()) {
            widths.add(COSInteger.get(glyph));
            var one = new COSArray();
            one.add(new COSFloat((float) face.advance(glyph)));
            widths.add(one);
        }
        cid.setItem(COSName.W, widths);
        cid.setItem(COSName.CID_TO_GID_MAP, stream(document, cidToGid(fromSubset)));
        return cid;
    }

    /** Two bytes a code: where the glyph stands in the subset. */
    private static byte[] cidToGid(Map<Integer, Integer> fromSubset) {
        int last = fromSubset.values().stream().max(Integer::compare).orElse(0);
        byte[] map = new byte[2 * (last + 1)];
        fromSubset.forEach((in, of) -> {
            map[2 * of] = (byte) (in >> 8);
            map[2 * of + 1] = (byte) (int) in;
        });
        return map;
    }

    private static byte[] toUnicode(SortedMap<Integer, String> used) {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        var entries = List.copyOf(used.entrySet());
        for (int at = 0; at < entries.size(); at += 100) {
            List<Map.Entry<Integer, String>> some = entries.subList(at, Math.min(at + 100, entries.size()));
            map.append(some.size()).append(" beginbfchar\n");
            for (Map.Entry<Integer, String> one : some) {
                map.append(String.format(Locale.ROOT, "<%04X> <", one.getKey()));
                for (byte b : one.getValue().getBytes(StandardCharsets.UTF_16BE)) {
                    map.append(String.format(Locale.ROOT, "%02X", b));
                }
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Six letters that are the same for the same glyphs, as names of subsets have them. */
    private static String tag(SortedMap<Integer, String> used) {
        int rest = new TreeMap<>(used).keySet().hashCode() & Integer.MAX_VALUE;
        var tag = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + rest % 26));
            rest /= 26;
        }
        return tag.toString();
    }

    private static COSArray box(TrueTypeFont file) throws IOException {
        var box = new COSArray();
        for (short edge : new short[] {
            file.getHeader().getXMin(),
            file.getHeader().getYMin(),
            file.getHeader().getXMax(),
            file.getHeader().getYMax()
        }) {
            box.add(COSInteger.get(scaled(file, edge)));
        }
        return box;
    }

    private static int scaled(TrueTypeFont file, int units) throws IOException {
        return Math.round(units * 1000f / file.getUnitsPerEm());
    }

    private static PDStream stream(PDDocument document, byte[] bytes) throws IOException {
        return new PDStream(document, new ByteArrayInputStream(bytes), COSName.FLATE_DECODE);
    }
}
