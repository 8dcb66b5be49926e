package org.tillmesh.relay.sheet;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An XML part of a workbook, read tag by tag. A part that declares entities, nests deeply or invents names without end is
 * refused: no spreadsheet program writes such a one.
 */
final class PartReader {
    private static final int DEPTH_MAX = 100;
    private static final int NAMES_MAX = 5_000;
    private static final int TEXT_MAX = 40_000;
    private static final char MARK = '\uFEFF';

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final XMLInputFactory FACTORY = factory();

    private final String part;
    private final XMLStreamReader xml;
    private final Set<String> names = new HashSet<>();
    private int depth;

    private static XMLInputFactory factory() {
        XMLInputFactory made = XMLInputFactory.newDefaultFactory();
        made.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        made.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        made.setProperty(XMLInputFactory.IS_COALESCING, false);
        return made;
    }

    PartReader(ZipParts zip, String part) {
        this.part = part;
        try {
            xml = FACTORY.createXMLStreamReader(new TokenGuard(text(zip.open(part)), part));
        } catch (XMLStreamException | IOException e) {
            throw ZipParts.damaged(part, e);
        }
    }

    /** A part is UTF-8 or UTF-16 (ECMA-376 part 2, section 8.1.4); UTF-16 shows by its mark or by a zero byte. */
    private static Reader text(InputStream in) throws IOException {
        var bytes = new BufferedInputStream(in);
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        boolean isBig = first == 0xFE && second == 0xFF || first == 0;
        boolean isLittle = first == 0xFF && second == 0xFE || second == 0;
        Charset charset =
                isBig ? StandardCharsets.UTF_16BE : isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        var text = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()));
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
        return text;
    }

    /** Goes on to the next tag or text; false at the end. */
    private boolean next() {
        try {
            if (!xml.hasNext()) {
                return false;
            }
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                names.add(xml.getLocalName());
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    names.add(xml.getAttributeLocalName(i));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            if (event == XMLStreamConstants.DTD || depth > DEPTH_MAX || names.size() > NAMES_MAX) {
                throw ZipParts.damaged(part, null);
            }
            return true;
        } catch (XMLStreamException e) {
            throw ZipParts.damaged(part, e);
        }
    }

    /** Goes on to the next start of one of the elements; false at the end of the part. */
    boolean goTo(String... elements) {
        while (next()) {
            if (isStart(elements)) {
                return true;
            }
        }
        return false;
    }

    /** Goes on to the next start of one of the elements inside of the one that is open; false at its end. */
    boolean goInside(String open, String... elements) {
        while (next()) {
            if (isStart(elements)) {
                return true;
            }
            if (xml.isEndElement() && xml.getLocalName().equals(open)) {
                return false;
            }
        }
        throw ZipParts.damaged(part, null);
    }

    private boolean isStart(String... elements) {
        if (xml.isStartElement()) {
            for (String element : elements) {
                if (xml.getLocalName().equals(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The element that is open. */
    String element() {
        return xml.getLocalName();
    }

    /** An attribute of the element that is open, in whichever name space; null if it has none. */
    @Nullable String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** A whole number from 0; -1 if the text is none. */
    static int number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    boolean isTrue(String attribute) {
        String value = attribute(attribute);
        return "1".equals(value) || "true".equals(value);
    }

    /** The text in the element that is open, to its end. */
    String text() {
        String open = xml.getLocalName();
        var text = new StringBuilder();
        while (next()) {
            if (xml.isCharacters()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                if (text.length() > TEXT_MAX) {
                    throw ZipParts.damaged(part, null);
                }
            } else if (xml.isEndElement() && xml.getLocalName().equals(open)) {
                return text.toString();
            }
        }
        throw ZipParts.damaged(part, null);
    }

    /** The text of a cell or of a shared text: its runs one after the other, without what says how it is pronounced. */
    String runs() {
        String open = xml.getLocalName();
        var text = new StringBuilder();
        while (goInside(open, "t", "rPh")) {
            if (element().equals("t")) {
                text.append(text());
            } else {
                skip();
            }
            if (text.length() > TEXT_MAX) {
                throw ZipParts.damaged(part, null);
            }
        }
        return Escapes.undone(text.toString());
    }

    /** Goes on to the end of the element that is open. */
    private void skip() {
        for (int around = depth - 1; depth > around; ) {
            if (!next()) {
                throw ZipParts.damaged(part, null);
            }
        }
    }
}
