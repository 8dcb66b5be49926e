package org.tillmesh.zatca.xml;

import java.io.Writer;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.Invoice;

/**
 * An indented document written element by element, already in canonical form (C14N 1.1): no empty-element tags, no
 * declaration, one attribute at most besides namespaces, prefixes in order. Four blanks a level, as the authority's own
 * samples have it. Elements go by their qualified names; who opens the root declares the prefixes.
 */
public final class XmlOut {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    /** By depth; deeper than any document of ours goes. */
    private static final String[] NEW_LINES = IntStream.range(0, 24)
            .mapToObj(depth -> "\n" + "    ".repeat(depth))
            .toArray(String[]::new);

    private final Text text = new Text();
    private final XMLStreamWriter out;
    private int depth;
    private boolean atOpen;
    private boolean started;
    private String currency = Invoice.CURRENCY;

    public XmlOut(int depth) {
        this.depth = depth;
        try {
            out = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The JDK's XML writer does not start", e);
        }
    }

    public XmlOut open(String element) {
        return open(element, "", "");
    }

    /** Opens an element with one attribute; an empty attribute name means none. */
    public XmlOut open(String element, String attribute, String value) {
        try {
            newLine();
            out.writeStartElement(element);
            if (!attribute.isEmpty()) {
                out.writeAttribute(attribute, value);
            }
        } catch (XMLStreamException e) {
            throw unwriteable(element, e);
        }
        depth++;
        atOpen = true;
        return this;
    }

    /** Declares a namespace on the element just opened. */
    public XmlOut namespace(String prefix, String uri) {
        try {
            if (prefix.isEmpty()) {
                out.writeDefaultNamespace(uri);
            } else {
                out.writeNamespace(prefix, uri);
            }
        } catch (XMLStreamException e) {
            throw unwriteable(prefix, e);
        }
        return this;
    }

    public XmlOut attribute(String name, String value) {
        try {
            out.writeAttribute(name, value);
        } catch (XMLStreamException e) {
            throw unwriteable(name, e);
        }
        return this;
    }

    public XmlOut close() {
        depth--;
        try {
            if (!atOpen) {
                newLine();
            }
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwriteable("end", e);
        }
        atOpen = false;
        return this;
    }

    public XmlOut leaf(String element, String value) {
        return leaf(element, "", "", value);
    }

    public XmlOut leaf(String element, String attribute, String attributeValue, String value) {
        open(element, attribute, attributeValue);
        return text(value);
    }

    /** Ends the element just opened with this text in it. */
    public XmlOut text(String value) {
        depth--;
        try {
            out.writeCharacters(value);
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwriteable(value, e);
        }
        atOpen = false;
        return this;
    }

    /** {@code <element attribute="value"/>}: only where nothing is hashed as it stands here, but as it is spelt. */
    public XmlOut empty(String element, String namespace, String attribute, String value) {
        try {
            newLine();
            out.writeEmptyElement(element);
            if (!namespace.isEmpty()) {
                out.writeNamespace(element.substring(0, element.indexOf(':')), namespace);
            }
            out.writeAttribute(attribute, value);
        } catch (XMLStreamException e) {
            throw unwriteable(element, e);
        }
        atOpen = false;
        return this;
    }

    /** What the amounts from here on are in. */
    XmlOut currency(String code) {
        currency = code;
        return this;
    }

    XmlOut amount(String element, long hundredths) {
        return leaf(element, "currencyID", currency, Halalas.text(hundredths));
    }

    XmlOut amount(String element, BigDecimal amount) {
        return leaf(element, "currencyID", currency, amount.toPlainString());
    }

    /** A line of its own on which something will be inserted later; answers the place in the text. */
    int place() {
        try {
            newLine();
            out.flush();
        } catch (XMLStreamException e) {
            throw unwriteable("place", e);
        }
        atOpen = false;
        return text.written.length();
    }

    public String finish() {
        try {
            out.flush();
        } catch (XMLStreamException e) {
            throw unwriteable("end of document", e);
        }
        return text.written.toString();
    }

    private void newLine() throws XMLStreamException {
        if (started) {
            out.writeCharacters(NEW_LINES[depth]);
        }
        started = true;
    }

    private static IllegalStateException unwriteable(String what, XMLStreamException cause) {
        return new IllegalStateException("Cannot write \"" + what + "\" into the document", cause);
    }

    /** A StringWriter that one thread writes to. */
    private static final class Text extends Writer {
        private final StringBuilder written = new StringBuilder(12_288);

        @Override
        public void write(char[] characters, int from, int length) {
            written.append(characters, from, length);
        }

        @Override
        public void write(String words, int from, int length) {
            written.append(words, from, from + length);
        }

        @Override
        public void write(int character) {
            written.append((char) character);
        }

        @Override
        public void flush() {
            // All of it is here already.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
