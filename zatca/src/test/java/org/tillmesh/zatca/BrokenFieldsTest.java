package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/** Documents broken one field at a time: every text, every attribute, every element taken out. All of it is noticed. */
class BrokenFieldsTest {
    private static final Verifier VERIFIER = Verifier.trusting(Samples.AUTHORITY.certificateDer());

    static Stream<String> documents() {
        return Stream.of("simplified-credit-note", "standard-settlement");
    }

    private record Span(int from, int to, String what) {}

    @ParameterizedTest
    @MethodSource("documents")
    void every_text_that_is_altered_is_noticed(String name) throws Exception {
        String xml = signed(name);
        List<Span> texts = texts(xml);
        assertThat(texts).hasSizeGreaterThan(90);

        for (Span text : texts) {
            String said = xml.substring(text.from(), text.to());
            for (String other : List.of(turned(said), said + "0", "")) {
                assertNoticed(xml, text, other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_attribute_that_is_altered_is_noticed(String name) {
        String xml = signed(name);
        List<Span> attributes = attributes(xml);
        assertThat(attributes).hasSizeGreaterThan(40);

        for (Span attribute : attributes) {
            assertNoticed(xml, attribute, turned(xml.substring(attribute.from(), attribute.to())));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_element_that_is_taken_out_is_noticed(String name) throws Exception {
        String xml = signed(name);
        for (Span element : elements(xml)) {
            assertNoticed(xml, element, "");
        }
    }

    /** By the verifier or, where nothing is signed, by the published rules. */
    private static void assertNoticed(String xml, Span span, String instead) {
        byte[] broken =
                (xml.substring(0, span.from()) + instead + xml.substring(span.to())).getBytes(StandardCharsets.UTF_8);
        Verification found = VERIFIER.verify(broken);
        if (found.isValid()) {
            assertThat(ZatcaRules.failures(broken))
                    .as("%s, \"%s\" made \"%s\"", span.what(), xml.substring(span.from(), span.to()), instead)
                    .isNotEmpty();
        }
    }

    private static String signed(String name) {
        return new String(Stamper.stamp(Samples.document(name), Samples.KEY).xml(), StandardCharsets.UTF_8);
    }

    /** The same length, the first letter or digit another. */
    private static String turned(String said) {
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                char other = c == '1' ? '2' : Character.isDigit(c) ? '1' : c == 'x' ? 'y' : 'x';
                return said.substring(0, i) + other + said.substring(i + 1);
            }
        }
        return said + "x";
    }

    /** Texts of elements that hold nothing else, by their places in the document. */
    private static List<Span> texts(String xml) throws Exception {
        var found = new ArrayList<Span>();
        for (Span element : elements(xml)) {
            int open = xml.indexOf('>', element.from()) + 1;
            int close = xml.lastIndexOf('<', element.to() - 1);
            if (close > open && xml.indexOf('<', open) == close) {
                found.add(new Span(open, close, element.what()));
            }
        }
        return found;
    }

    /** Values within quotes of tags, namespace declarations left out: another namespace is another element. */
    private static List<Span> attributes(String xml) {
        var found = new ArrayList<Span>();
        var attribute = java.util.regex.Pattern.compile("<(?![?/!])[^<>]*>").matcher(xml);
        while (attribute.find()) {
            var value = java.util.regex.Pattern.compile(" ([A-Za-z:]+)=\"([^\"]*)\"")
                    .matcher(attribute.group());
            while (value.find()) {
                if (!value.group(1).startsWith("xmlns")) {
                    found.add(new Span(
                            attribute.start() + value.start(2),
                            attribute.start() + value.end(2),
                            attribute.group().split("[ >]")[0] + " @" + value.group(1)));
                }
            }
        }
        return found;
    }

    private static List<Span> elements(String xml) throws Exception {
        var found = new ArrayList<Span>();
        var open = new java.util.ArrayDeque<Integer>();
        var names = new java.util.ArrayDeque<String>();
        XMLStreamReader reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        // The reader's offsets lie after an event; tags are found by walking the text beside it.
        int at = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                at = xml.indexOf('<' + qualified(reader), at);
                open.push(at);
                names.push(qualified(reader));
                at = xml.indexOf('>', at);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                boolean empty = xml.charAt(at - 1) == '/'
                        && xml.charAt(at) == '>'
                        && open.peek() > xml.lastIndexOf('<', at) - 1;
                int end = empty
                        ? at + 1
                        : xml.indexOf("</" + qualified(reader) + ">", at)
                                + qualified(reader).length()
                                + 3;
                found.add(new Span(open.pop(), end, names.pop()));
                at = empty ? at : end - 1;
            }
        }
        return found;
    }

    private static String qualified(XMLStreamReader reader) {
        return reader.getPrefix() == null || reader.getPrefix().isEmpty()
                ? reader.getLocalName()
                : reader.getPrefix() + ":" + reader.getLocalName();
    }
}
