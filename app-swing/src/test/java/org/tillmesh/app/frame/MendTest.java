package org.tillmesh.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tillmesh.till.invoice.InvoiceRefusal;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.PeopleRefusal;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;

class MendTest {
    private static final Instant AT = Instant.parse("2027-03-31T10:00:00Z");

    @Test
    void what_a_till_does_not_know_is_asked_for_at_once() {
        assertThat(Mend.of(new TillException(InvoiceRefusal.CHAIN_UNCONFIRMED))).isEqualTo(Mend.LAST_RECEIPT);
        assertThat(Mend.of(new TillException(InvoiceRefusal.CHAIN_LOST))).isEqualTo(Mend.LAST_RECEIPT);
        assertThat(Mend.of(new TillException(InvoiceRefusal.CHAIN_NEEDS_RECEIPT)))
                .isEqualTo(Mend.LAST_RECEIPT);
        assertThat(Mend.of(new TillException(ShopRefusal.CLOCK_BEFORE_BUILD, AT)))
                .isEqualTo(Mend.TIME);
        assertThat(Mend.of(new TillException(ShopRefusal.CLOCK_BEFORE_LAST, AT, AT)))
                .isEqualTo(Mend.TIME);
    }

    @Test
    void what_a_manager_may_allow_is_approved_and_nothing_else_is() {
        assertThat(Mend.of(new TillException(PeopleRefusal.NOT_ALONE, Act.SET_TIME.with())))
                .isEqualTo(Mend.APPROVAL);
        assertThat(Mend.of(new TillException(ShopRefusal.TIME_AHEAD, AT, AT))).isEqualTo(Mend.NONE);
        assertThat(Mend.of(new TillException(ShopRefusal.NO_NUMBER))).isEqualTo(Mend.NONE);
    }
}
