package org.tillmesh.zatca.rules;

import java.net.URL;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XsltExecutable;
import org.xml.sax.SAXException;

/** Schema and stylesheets, compiled at first use. They come from the class path and nowhere else. */
final class CompiledRules {
    static final String SVRL = "http://purl.oclc.org/dsdl/svrl";
    private static final String FOLDER = "external/schematron/2.3.8/";

    static final Processor PROCESSOR = new Processor(false);
    static final XsltExecutable EN16931 = stylesheet(FOLDER + "CEN-EN16931-UBL.xsl");
    static final XsltExecutable ZATCA = stylesheet(FOLDER + "20210819_ZATCA_E-invoice_Validation_Rules.xsl");
    static final Schema UBL = schema();

    private CompiledRules() {}

    private static XsltExecutable stylesheet(String name) {
        try {
            var compiler = PROCESSOR.newXsltCompiler();
            compiler.setErrorList(new java.util.ArrayList<>()); // Its warnings are the publisher's business.
            return compiler.compile(new StreamSource(resource(name).toExternalForm()));
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
        URL url = CompiledRules.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IllegalStateException(name + " is not on the class path; add phive-rules-zatca and Saxon-HE");
        }
        return url;
    }
}
