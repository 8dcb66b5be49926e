package org.tillmesh.zatca.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.tillmesh.zatca.model.InvoiceHash;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Someone's document, parsed with suspicion: no DTD, no entity, nothing fetched. Elements are asked for by the prefixes of
 * UBL ({@code cac:}, {@code cbc:}), whatever prefixes the document itself uses.
 */
public final class SignedView {
    static final int LARGEST_BYTES = 20_000_000;
    public static final String DS_NS = "http://www.w3.org/2000/09/xmldsig#";
    public static final String XADES_NS = "http://uri.etsi.org/01903/v1.3.2#";

    private static final DocumentBuilderFactory PARSERS = parsers();

    /** Making a parser costs more than an invoice takes to parse; each thread keeps its own. */
    private static final ThreadLocal<DocumentBuilder> PARSER = ThreadLocal.withInitial(SignedView::parser);

    private final Document document;
    private final Map<String, List<Element>> byLocalName = new HashMap<>();

    private SignedView(Document document) {
        this.document = document;
        index(document.getDocumentElement());
    }

    private void index(Element element) {
        byLocalName
                .computeIfAbsent(element.getLocalName(), name -> new ArrayList<>(4))
                .add(element);
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n.getNodeType() == Node.ELEMENT_NODE) {
                index((Element) n);
            }
        }
    }

    /** @throws MalformedDocument if it is not XML, has a DTD, or is too large */
    public static SignedView of(byte[] xml) {
        if (xml.length > LARGEST_BYTES) {
            throw new MalformedDocument(
                    "The document has " + xml.length + " bytes; at most " + LARGEST_BYTES + " are read");
        }
        try {
            return new SignedView(PARSER.get().parse(new ByteArrayInputStream(xml)));
        } catch (SAXException e) {
            throw new MalformedDocument("The document is not XML that we read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new MalformedDocument("The document cannot be read: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilder parser = PARSERS.newDocumentBuilder();
            parser.setErrorHandler(new Silent());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new AssertionError("The JDK's parser has these features", e);
        }
    }

    private static DocumentBuilderFactory parsers() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // Canonicalising goes down into elements: a tower of them must not reach the end of the stack.
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", "200");
        } catch (ParserConfigurationException e) {
            throw new AssertionError("The JDK's parser has these features", e);
        }
        factory.setExpandEntityReferences(false);
        try {
            // All of it will be visited, so it is built at once.
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
        } catch (ParserConfigurationException e) {
            throw new AssertionError("The JDK's parser has this feature", e);
        }
        return factory;
    }

    /** The invoice hash of the document as it stands: without extensions, signature and QR, canonical, SHA-256, base64. */
    public String hash() {
        return InvoiceHash.base64(InvoiceHash.sha256(canonical()));
    }

    /** What the invoice hash is taken over: without extensions, signature and QR, elements only. */
    public byte[] canonical() {
        return Canonicalizer.canonical(document, SignedView::isHashed);
    }

    private static boolean isHashed(Element element) {
        String name = element.getLocalName();
        if ("UBLExtensions".equals(name)) {
            return !UblWriter.EXT_NS.equals(element.getNamespaceURI());
        }
        if (!UblWriter.CAC_NS.equals(element.getNamespaceURI())) {
            return true;
        }
        return !"Signature".equals(name)
                && !("AdditionalDocumentReference".equals(name)
                        && child(element, UblWriter.CBC_NS, "ID")
                                .filter(id -> id.getTextContent().equals("QR"))
                                .isPresent());
    }

    public Element root() {
        return document.getDocumentElement();
    }

    /** The first element of this name anywhere. */
    public Optional<Element> first(String namespace, String name) {
        for (Element element : byLocalName.getOrDefault(name, List.of())) {
            if (namespace.equals(element.getNamespaceURI())) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** All elements of this name anywhere, in the document's order. */
    public List<Element> all(String namespace, String name) {
        List<Element> found = byLocalName.getOrDefault(name, List.of());
        return found.stream().filter(e -> namespace.equals(e.getNamespaceURI())).toList();
    }

    /** Text of a path of children below the root, such as {@code "cbc:ID"} or {@code "cac:X", "cbc:Y"}; empty if absent. */
    public String text(String... path) {
        return text(root(), path);
    }

    /** The same from an element downwards. */
    public static String text(Node from, String... path) {
        Node node = from;
        for (String step : path) {
            String namespace = step.startsWith("cac:") ? UblWriter.CAC_NS : UblWriter.CBC_NS;
            Optional<Element> child = child(node, namespace, step.substring(4));
            if (child.isEmpty()) {
                return "";
            }
            node = child.get();
        }
        return node.getTextContent().strip();
    }

    /** Children of this name, such as {@code "cac:InvoiceLine"}, in their order. */
    public static List<Element> children(Node parent, String name) {
        String namespace = name.startsWith("cac:") ? UblWriter.CAC_NS : UblWriter.CBC_NS;
        var found = new ArrayList<Element>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e
                    && namespace.equals(e.getNamespaceURI())
                    && name.substring(4).equals(e.getLocalName())) {
                found.add(e);
            }
        }
        return found;
    }

    /** The attachment or UUID of the additional reference with this id: ICV, PIH or QR. */
    public String reference(String id, String... path) {
        for (Node n = root().getFirstChild(); n != null; n = n.getNextSibling()) {
            if (UblWriter.CAC_NS.equals(n.getNamespaceURI())
                    && "AdditionalDocumentReference".equals(n.getLocalName())
                    && text(n, "cbc:ID").equals(id)) {
                return text(n, path);
            }
        }
        return "";
    }

    /** Text of the first element of this name anywhere; empty if absent. */
    public String firstText(String namespace, String name) {
        return first(namespace, name).map(SignedView::textOf).orElse("");
    }

    public static String textOf(Element element) {
        return element.getTextContent().strip();
    }

    public static Optional<Element> child(Node parent, String namespace, String name) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && namespace.equals(e.getNamespaceURI()) && name.equals(e.getLocalName())) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /** The JDK's parser prints errors unless told not to; they reach the caller as exceptions. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // A warning changes nothing in what is read.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
