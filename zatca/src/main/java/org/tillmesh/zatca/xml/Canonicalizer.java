package org.tillmesh.zatca.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Canonical XML 1.1 of a whole document, without comments (W3C Recommendation of 2 May 2008). For a whole document it
 * equals 1.0: the two differ in what a subset inherits. For documents of others; ours are written canonical.
 */
final class Canonicalizer {
    private static final Comparator<Attr> BY_URI_THEN_NAME = Comparator.comparing(
                    (Attr a) -> a.getNamespaceURI() == null ? "" : a.getNamespaceURI())
            .thenComparing(Canonicalizer::localName);

    private final StringBuilder out = new StringBuilder(16_384);

    private final Predicate<Element> kept;

    private Canonicalizer(Predicate<Element> kept) {
        this.kept = kept;
    }

    /** @param kept which elements belong to it; the others are left out with all that is in them */
    static byte[] canonical(Document document, Predicate<Element> kept) {
        var c14n = new Canonicalizer(kept);
        boolean afterRoot = false;
        for (Node n = document.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element root) {
                c14n.element(root, Map.of("", ""));
                afterRoot = true;
            } else if (n.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                c14n.out.append(afterRoot ? "\n" : "");
                c14n.instruction(n);
                c14n.out.append(afterRoot ? "" : "\n");
            }
        }
        return c14n.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(Element element, Map<String, String> inScope) {
        out.append('<').append(element.getNodeName());
        Map<String, String> scope = inScope;
        if (element.hasAttributes()) {
            scope = attributes(element, inScope);
        }
        out.append('>');
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            switch (n.getNodeType()) {
                case Node.ELEMENT_NODE -> {
                    if (kept.test((Element) n)) {
                        element((Element) n, scope);
                    }
                }
                case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> text(n.getNodeValue());
                case Node.PROCESSING_INSTRUCTION_NODE -> instruction(n);
                default -> {
                    // Comments are left out.
                }
            }
        }
        out.append("</").append(element.getNodeName()).append('>');
    }

    /** Writes them, declarations first; answers the prefixes that are in scope below. */
    private Map<String, String> attributes(Element element, Map<String, String> inScope) {
        NamedNodeMap all = element.getAttributes();
        if (all.getLength() == 1 && !isDeclaration((Attr) all.item(0))) {
            write(List.of((Attr) all.item(0)));
            return inScope;
        }
        var declared = new ArrayList<Attr>();
        var attributes = new ArrayList<Attr>();
        var scope = new HashMap<>(inScope);
        for (int i = 0; i < all.getLength(); i++) {
            Attr attr = (Attr) all.item(i);
            if (!isDeclaration(attr)) {
                attributes.add(attr);
            } else if (!attr.getValue().equals(scope.put(prefixOf(attr), attr.getValue()))
                    && !prefixOf(attr).equals("xml")) {
                declared.add(attr);
            }
        }
        declared.sort(Comparator.comparing(Canonicalizer::prefixOf));
        attributes.sort(BY_URI_THEN_NAME);
        write(declared);
        write(attributes);
        return scope;
    }

    private void write(List<Attr> attributes) {
        for (Attr attr : attributes) {
            out.append(' ').append(attr.getName()).append("=\"");
            String value = attr.getValue();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '"' -> out.append("&quot;");
                    case '\t' -> out.append("&#x9;");
                    case '\n' -> out.append("&#xA;");
                    case '\r' -> out.append("&#xD;");
                    default -> out.append(c);
                }
            }
            out.append('"');
        }
    }

    private void text(String value) {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            String written =
                    switch (value.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '\r' -> "&#xD;";
                        default -> "";
                    };
            if (!written.isEmpty()) {
                out.append(value, from, i).append(written);
                from = i + 1;
            }
        }
        out.append(value, from, value.length());
    }

    private void instruction(Node node) {
        out.append("<?").append(node.getNodeName());
        if (!node.getNodeValue().isEmpty()) {
            out.append(' ').append(node.getNodeValue());
        }
        out.append("?>");
    }

    private static boolean isDeclaration(Attr attr) {
        return attr.getName().equals("xmlns") || attr.getName().startsWith("xmlns:");
    }

    private static String prefixOf(Attr declaration) {
        return declaration.getName().equals("xmlns")
                ? ""
                : declaration.getName().substring("xmlns:".length());
    }

    private static String localName(Attr attr) {
        return attr.getLocalName() == null ? attr.getName() : attr.getLocalName();
    }
}
