package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verifier;
import org.tillmesh.zatca.xml.UblWriter;

/** What we write, as the golden files have it and as the authority's rules take it. */
class OfficialRulesTest {
    static Stream<String> documents() {
        return Samples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_document_we_write_is_the_golden_one_and_breaks_no_rule(String name) {
        Invoice invoice = Samples.document(name);

        byte[] signed = Stamper.stamp(invoice, Samples.KEY).xml();

        assertThat(ZatcaRules.failures(signed)).isEmpty();
        assertThat(Verifier.trusting(Samples.AUTHORITY.certificateDer())
                        .verify(signed)
                        .problems())
                .isEmpty();
        Golden.check(name + ".xml", UblWriter.write(invoice));
    }
}
