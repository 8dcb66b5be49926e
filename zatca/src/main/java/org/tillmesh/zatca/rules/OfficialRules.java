package org.tillmesh.zatca.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import net.sf.saxon.s9api.XdmSequenceIterator;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.value.DateTimeValue;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Runs the published rules. They are compiled once in a JVM (about two seconds, at the first document); after that a
 * document takes some ten milliseconds. Thread-safe. Nothing that a document names is fetched: no DTD, no schema
 * location, no {@code doc()}.
 */
public final class OfficialRules {
    private static final String INVOICE = "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice";
    private static final QName LOCATION = new QName("location");
    private static final QName FLAG = new QName("flag");
    private static final QName ID = new QName("id");

    /** What is today is asked in the Kingdom, wherever the rules run: there a day begins three hours before UTC's. */
    private static final int KINGDOM_MINUTES = 3 * 60;

    private OfficialRules() {}

    /** Everything in these bytes that a rule objects to, errors and warnings; empty if the document is clean. */
    public static List<Finding> check(byte[] xml) {
        var found = new ArrayList<>(schema(xml));
        XdmNode document;
        try {
            document = CompiledRules.PROCESSOR
                    .newDocumentBuilder()
                    .build(new SAXSource(reader(), new InputSource(new ByteArrayInputStream(xml))));
        } catch (SaxonApiException e) {
            if (found.isEmpty()) {
                found.add(new Finding(RuleGroup.XSD, "XSD", true, words(e), ""));
            }
            return found; // No XML, so there is nothing that the other rules could look at; XSD has said so.
        }
        String root = rootOf(document);
        if (!root.equals(INVOICE)) {
            // They would find nothing to object to, which is not what passing means.
            String words = "The rules are about UBL invoices (" + INVOICE + "), the root here is " + root;
            found.add(new Finding(RuleGroup.EN16931, RuleGroup.EN16931.name(), true, words, ""));
            found.add(new Finding(RuleGroup.ZATCA, RuleGroup.ZATCA.name(), true, words, ""));
            return found;
        }
        found.addAll(schematron(RuleGroup.EN16931, CompiledRules.EN16931, document));
        found.addAll(schematron(RuleGroup.ZATCA, CompiledRules.ZATCA, document));
        return found;
    }

    private static String rootOf(XdmNode document) {
        for (XdmNode child : document.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                return "{" + child.getNodeName().getNamespaceUri() + "}"
                        + child.getNodeName().getLocalName();
            }
        }
        return "";
    }

    /** What the UBL 2.1 schema objects to; all of it, not only the first. */
    public static List<Finding> schema(byte[] xml) {
        var found = new ArrayList<Finding>();
        try {
            var validator = CompiledRules.UBL.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(new Collector(found));
            validator.validate(new SAXSource(reader(), new InputSource(new ByteArrayInputStream(xml))));
        } catch (SAXException e) {
            if (found.isEmpty()) {
                found.add(new Finding(RuleGroup.XSD, "XSD", true, words(e), ""));
            }
        } catch (IOException e) {
            found.add(new Finding(RuleGroup.XSD, "XSD", true, "The bytes are no text: " + words(e), ""));
        }
        return found;
    }

    private static XMLReader reader() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", "200");
            XMLReader reader = parser.getXMLReader();
            reader.setErrorHandler(new Collector(new ArrayList<>()));
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The JDK's parser has these features", e);
        }
    }

    private static List<Finding> schematron(RuleGroup group, XsltExecutable rules, XdmNode document) {
        var report = new XdmDestination();
        try {
            Xslt30Transformer run = rules.load30();
            run.setMessageHandler(message -> {}); // The stylesheets say nothing that their report does not.
            run.setErrorReporter(error -> {}); // It is in the exception too, in fewer words.
            run.setGlobalContextItem(document);
            run.getUnderlyingController().setCurrentDateTime(DateTimeValue.now().adjustTimezone(KINGDOM_MINUTES));
            run.applyTemplates(document, report);
        } catch (XPathException e) {
            throw new IllegalStateException("The rules could not be told the time", e);
        } catch (SaxonApiException e) {
            // Such as a letter in an amount: the rules compute with it and stop.
            return List.of(new Finding(
                    group,
                    group.name(),
                    true,
                    "The rules stop at a value that they can't compute with: " + words(e) + "; mend what else is said",
                    ""));
        }
        var found = new ArrayList<Finding>();
        XdmSequenceIterator<XdmNode> all = report.getXdmNode().axisIterator(Axis.DESCENDANT);
        while (all.hasNext()) {
            XdmNode node = all.next();
            if (node.getNodeName() != null
                    && node.getNodeName().getLocalName().equals("failed-assert")
                    && node.getNodeName().getNamespaceUri().toString().equals(CompiledRules.SVRL)) {
                found.add(finding(group, node));
            }
        }
        return found;
    }

    private static Finding finding(RuleGroup group, XdmNode failed) {
        String text = "";
        for (XdmItem child : failed.children("text")) {
            text = child.getStringValue().strip().replaceAll("\\s+", " ");
        }
        String id = String.valueOf(failed.getAttributeValue(ID));
        boolean error = !"warning".equals(failed.getAttributeValue(FLAG));
        return new Finding(group, id, error, withoutId(text), place(failed.getAttributeValue(LOCATION)));
    }

    private static String withoutId(String text) {
        return text.replaceFirst("^\\[[^\\]]*]\\s*-?\\s*", "");
    }

    /** {@code /Q{urn:…Invoice-2}Invoice[1]/Q{urn:…}InvoiceLine[2]} is for machines. */
    private static String place(String location) {
        return location.replaceAll("Q\\{[^}]*CommonAggregateComponents-2}", "cac:")
                .replaceAll("Q\\{[^}]*CommonBasicComponents-2}", "cbc:")
                .replaceAll("Q\\{[^}]*}", "")
                .replaceAll("\\[1]", "")
                .replaceFirst("^/", "");
    }

    private static String words(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /** Keeps what the schema objects to; the parser's fatal errors end the reading. */
    private record Collector(List<Finding> found) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            found.add(finding(e, false));
        }

        @Override
        public void error(SAXParseException e) {
            found.add(finding(e, true));
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            found.add(finding(e, true));
            throw e;
        }

        private static Finding finding(SAXParseException e, boolean error) {
            return new Finding(
                    RuleGroup.XSD,
                    "XSD",
                    error,
                    words(e),
                    "line " + e.getLineNumber() + ", column " + e.getColumnNumber());
        }
    }
}
