package org.tillmesh.zatca.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tillmesh.zatca.PdfSamples;

/** Whatever the bytes are, the rules answer: they are asked about documents of strangers. */
class HostileDocumentsTest {
    private static final byte[] GOOD = PdfSamples.signed("simplified-cart").xml();

    private static List<Finding> check(String xml) {
        return OfficialRules.check(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_letter_in_an_amount_fails_the_groups_that_compute_with_it() {
        List<Finding> found = check(new String(GOOD, StandardCharsets.UTF_8)
                .replace("<cbc:PayableAmount currencyID=\"SAR\">71.12", "<cbc:PayableAmount currencyID=\"SAR\">abc"));

        assertThat(found).anyMatch(f -> f.group() == RuleGroup.XSD && f.text().contains("'abc'"));
        assertThat(found)
                .anyMatch(f -> f.group() == RuleGroup.EN16931 && f.text().contains("can't compute with"));
    }

    @Test
    void another_document_does_not_pass_rules_that_are_not_about_it() {
        assertThat(check("<a/>")).extracting(Finding::group).contains(RuleGroup.values());
    }

    @Test
    void a_dtd_a_tower_and_no_xml_at_all_are_said_by_the_schema_alone() {
        assertThat(check("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"))
                .isNotEmpty()
                .allMatch(f -> f.group() == RuleGroup.XSD);
        assertThat(check("<a>".repeat(50_000) + "</a>".repeat(50_000)))
                .isNotEmpty()
                .allMatch(f -> f.group() == RuleGroup.XSD);
        assertThat(check("hello")).isNotEmpty().allMatch(f -> f.group() == RuleGroup.XSD && f.error());
        assertThat(check("")).isNotEmpty();
    }

    @Test
    void all_that_is_wrong_is_said_with_its_place() {
        List<Finding> found = check(new String(GOOD, StandardCharsets.UTF_8)
                .replace("<cbc:IssueDate>2026-01-15", "<cbc:IssueDate>")
                .replace("<cbc:BuildingNumber>2322", "<cbc:BuildingNumber>23"));

        assertThat(found)
                .anyMatch(f -> f.rule().equals("XSD") && f.place().startsWith("line "))
                .anyMatch(f -> f.rule().equals("BR-03") && f.error())
                .anyMatch(f -> f.rule().equals("BR-KSA-37")
                        && !f.error()
                        && f.place().equals("Invoice/cac:AccountingSupplierParty/cac:Party"));
    }

    @Property(tries = 60)
    void a_flipped_byte_gets_an_answer(
            @ForAll @IntRange(min = 0, max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] xml = GOOD.clone();
        xml[place % xml.length] ^= (byte) flip;

        assertThat(OfficialRules.check(xml)).isNotNull();
    }

    @Property(tries = 60)
    void bytes_that_are_no_document_are_never_clean(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(OfficialRules.check(bytes)).isNotEmpty();
    }
}
