package org.tillmesh.tools.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the sandbox reads of a document beside what the verifier tells. Empty texts where there is nothing.
 *
 * @param type code, such as 388
 * @param profile first two digits of its name: 01 standard, 02 simplified
 * @param certificate DER, of the signature
 */
record Facts(
        String uuid,
        String number,
        String type,
        String profile,
        String sellerVat,
        String issuedAt,
        byte[] certificate) {
    private static final String CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private static final String CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    /** @throws IllegalArgumentException if it is no XML */
    static Facts of(byte[] xml) {
        Document document = parse(xml);
        Element root = document.getDocumentElement();
        Element type = child(root, "InvoiceTypeCode");
        String name = type.getAttribute("name");
        NodeList sellers = document.getElementsByTagNameNS(CAC, "AccountingSupplierParty");
        return new Facts(
                text(root, "UUID"),
                text(root, "ID"),
                type.getTextContent().strip(),
                name.length() < 2 ? "" : name.substring(0, 2),
                sellers.getLength() == 0 ? "" : deep((Element) sellers.item(0), CBC, "CompanyID"),
                text(root, "IssueDate") + "T" + text(root, "IssueTime"),
                certificate(deep(root, DS, "X509Certificate")));
    }

    boolean isStandard() {
        return profile.equals("01");
    }

    /** Such as {@code 01-388}: what a compliance check counts. */
    String kind() {
        return profile + "-" + type;
    }

    private static byte[] certificate(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the verifier says what is wrong with it
        }
    }

    private static Document parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("The document is no XML: " + e.getMessage(), e);
        }
    }

    private static Element child(Element parent, String name) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && CBC.equals(element.getNamespaceURI())
                    && name.equals(element.getLocalName())) {
                return element;
            }
        }
        return parent.getOwnerDocument().createElementNS(CBC, name);
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    private static String deep(Element from, String namespace, String name) {
        NodeList found = from.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
