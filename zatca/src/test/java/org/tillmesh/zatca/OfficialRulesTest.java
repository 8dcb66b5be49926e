package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, as the golden files have it and as the authority's rules take it. */
class OfficialRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "simplified-one-line",
                "simplified-cart",
                "simplified-credit-note",
                "simplified-debit-note",
                "simplified-prepayment",
                "simplified-summary",
                "standard-b2b-discount",
                "standard-credit-note",
                "standard-debit-note",
                "standard-prepayment",
                "standard-zero-exempt-outside"
            })
    void the_document_we_write_is_the_golden_one_and_breaks_no_rule(String name) {
        Invoice invoice = Samples.document(name);

        byte[] signed = Stamper.stamp(invoice, Samples.KEY).xml();

        assertThat(ZatcaRules.failures(signed)).isEmpty();
        Golden.check(name + ".xml", UblWriter.write(invoice));
    }
}
