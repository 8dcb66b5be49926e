package org.tillmesh.zatca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XsltExecutable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The official rules: UBL 2.1 XSD, EN 16931 and ZATCA schematron 2.3.8. Everything is compiled once in a JVM; a document
 * takes a few milliseconds after that. Warnings count as much as errors.
 */
public final class ZatcaRules {
    private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";
    private static final String FOLDER = "external/schematron/2.3.8/";

    private ZatcaRules() {}

    private static final class Compiled {
        private static final Processor PROCESSOR = new Processor(false);
        private static final XsltExecutable EN16931 = stylesheet(FOLDER + "CEN-EN16931-UBL.xsl");
        private static final XsltExecutable ZATCA =
                stylesheet(FOLDER + "20210819_ZATCA_E-invoice_Validation_Rules.xsl");
        private static final Schema UBL = schema();

        private static XsltExecutable stylesheet(String name) {
            try {
                return PROCESSOR
                        .newXsltCompiler()
                        .compile(new StreamSource(resource(name).toExternalForm()));
            } catch (SaxonApiException e) {
                throw new IllegalStateException("Rules " + name + " do not compile", e);
            }
        }

        private static Schema schema() {
            // The UBL schemas import these by namespace alone, so they are handed in, each before who needs it.
            StreamSource[] sources = Stream.of(
                            "schemas/xml.xsd",
                            "schemas/CCTS_CCT_SchemaModule.xsd",
                            "schemas/xmldsig-core-schema.xsd",
                            "schemas/XAdES01903v132-201601.xsd",
                            "schemas/XAdES01903v141-201601.xsd",
                            "external/schemas/ubl21/maindoc/UBL-Invoice-2.1.xsd")
                    .map(name -> new StreamSource(resource(name).toExternalForm()))
                    .toArray(StreamSource[]::new);
            try {
                return SchemaFactory.newDefaultInstance().newSchema(sources);
            } catch (SAXException e) {
                throw new IllegalStateException("The UBL 2.1 schema does not compile", e);
            }
        }

        private static URL resource(String name) {
            URL url = ZatcaRules.class.getClassLoader().getResource(name);
            if (url == null) {
                throw new IllegalStateException(
                        name + " is not on the class path; add phive-rules-zatca in test scope");
            }
            return url;
        }
    }

    /** Everything a document breaks, each as {@code id flag: text}; empty if it is clean. */
    public static List<String> failures(byte[] xml) {
        var failures = new ArrayList<>(schemaErrors(xml));
        failures.addAll(failedAsserts(xml));
        return failures;
    }

    /** Errors of the UBL 2.1 schema. */
    public static List<String> schemaErrors(byte[] xml) {
        try {
            var validator = Compiled.UBL.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
            return List.of();
        } catch (SAXException e) {
            return List.of("XSD error: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot be read", e);
        }
    }

    /** Failed asserts of EN 16931 and of ZATCA, warnings included. */
    public static List<String> failedAsserts(byte[] xml) {
        var failures = new ArrayList<>(run(Compiled.EN16931, xml));
        failures.addAll(run(Compiled.ZATCA, xml));
        return failures;
    }

    private static List<String> run(XsltExecutable rules, byte[] xml) {
        try {
            var document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            var transformer = rules.load30();
            transformer.transform(
                    new StreamSource(new ByteArrayInputStream(xml)), new net.sf.saxon.s9api.DOMDestination(document));
            return asserts(document.getElementsByTagNameNS(SVRL, "failed-assert"));
        } catch (SaxonApiException | ParserConfigurationException e) {
            throw new IllegalStateException("The rules do not run: " + e.getMessage(), e);
        }
    }

    private static List<String> asserts(NodeList failed) {
        var failures = new ArrayList<String>();
        for (int i = 0; i < failed.getLength(); i++) {
            Element one = (Element) failed.item(i);
            failures.add(one.getAttribute("id") + " " + one.getAttribute("flag") + ": "
                    + one.getTextContent().strip().replaceAll("\\s+", " ") + " at " + one.getAttribute("location"));
        }
        return failures;
    }
}
