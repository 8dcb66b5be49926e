package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.company.AddressPart;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.invoice.InvoiceXml;
import org.tillmesh.retail.invoice.ReportingDeadline;

/** What an invoice needs of a customer, how its XML is packed, how long it may wait. */
class InvoicesTest {
    @Test
    void a_typed_address_is_read_as_far_as_it_tells() {
        Address whole = Address.read("1234 King Fahd Road, Al Olaya, Riyadh 12211");
        assertThat(whole).isEqualTo(new Address("King Fahd Road", "1234", "Al Olaya", "Riyadh", "12211", "SA"));
        assertThat(whole.isComplete()).isTrue();
        assertThat(Address.read("شارع الملك فهد 7654، العليا، الرياض 12211"))
                .isEqualTo(new Address("شارع الملك فهد", "7654", "العليا", "الرياض", "12211", "SA"));
        assertThat(Address.read("Riyadh").missing())
                .containsExactly(AddressPart.BUILDING, AddressPart.DISTRICT, AddressPart.CITY, AddressPart.POSTAL_CODE);
        assertThat(Address.read("").missing()).startsWith(AddressPart.STREET);
    }

    @Test
    void packed_xml_comes_back_byte_for_byte_and_broken_bytes_are_refused_with_words() {
        var random = new Random(3);
        for (int size : new int[] {0, 1, 100, 8_192, 16_384, 20_000}) {
            byte[] xml = new byte[size];
            random.nextBytes(xml);
            assertThat(InvoiceXml.pack(xml).unpack()).isEqualTo(xml);
        }
        InvoiceXml packed = InvoiceXml.pack("<Invoice>…</Invoice>".getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed.deflated(), packed.deflated().length - 3);
        assertThatThrownBy(() -> new InvoiceXml(cut, 1).unpack()).isInstanceOf(BadDocument.class);
        assertThatThrownBy(() -> new InvoiceXml(new byte[] {9, 9, 9}, 1).unpack())
                .isInstanceOf(BadDocument.class);
        assertThatThrownBy(() -> new InvoiceXml(packed.deflated(), 2).unpack()).hasMessageContaining("newer version");
    }

    @Test
    void a_deadline_warns_well_before_its_end() {
        assertThat(ReportingDeadline.of(Duration.ofHours(5))).isEqualTo(ReportingDeadline.FAR);
        assertThat(ReportingDeadline.of(Duration.ofHours(6))).isEqualTo(ReportingDeadline.WATCH);
        assertThat(ReportingDeadline.of(Duration.ofHours(18))).isEqualTo(ReportingDeadline.NEAR);
        assertThat(ReportingDeadline.of(Duration.ofHours(24))).isEqualTo(ReportingDeadline.MISSED);
    }
}
