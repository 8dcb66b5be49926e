package org.tillmesh.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.PeopleRefusal;
import org.tillmesh.till.refund.RefundWords;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.TillException;

class RefusalTest {
    private static Reader reader(Language in) {
        return new Reader(in.locale(), ZoneId.of("Asia/Riyadh"));
    }

    private static String said(Language in, Supplier<Object> work) throws Exception {
        var refused = new CompletableFuture<TillException>();
        try (var worker = new TillWorker()) {
            worker.run(work, done -> refused.complete(null), refused::complete);
            return Refusal.inWords(reader(in), refused.get(20, TimeUnit.SECONDS))
                    .getMessage();
        }
    }

    @Test
    void every_code_that_a_lower_layer_refuses_with_has_words_in_both_languages() {
        for (RefusalCode code : RefusalCode.values()) {
            TillException refused =
                    TillException.fromBelow(code, new IllegalArgumentException("Product \"x\" is not here"));
            assertThat(Refusal.inWords(reader(Language.ARABIC), refused).getMessage())
                    .as("%s", code)
                    .matches("(?s).*\\p{InArabic}.*")
                    .doesNotContain("Product");
            assertThat(Refusal.inWords(reader(Language.ENGLISH), refused).getMessage())
                    .isNotBlank();
            assertThat(Refusal.inWords(reader(Language.ARABIC), refused).code()).isEqualTo(code);
            assertThat(refused).hasMessage("Product \"x\" is not here");
        }
    }

    @Test
    void a_cashier_reads_what_is_asked_in_her_language_and_no_word_of_the_script() {
        var refused = new TillException(PeopleRefusal.NOT_ALONE, Act.GIVE_DISCOUNT.with(10, "33.34"));
        var paidBack = new TillException(
                PeopleRefusal.NOT_ALONE,
                Act.PAY_BACK_ANOTHER_WAY.with(
                        "12.50", "cash", "S001-T01-000001", List.of("card"), List.of(RefundWords.TENDER.with("card"))));

        assertThat(refused)
                .hasMessage(
                        "A cashier may not give more than 10 % discount (here 33.34 %) alone; a manager's PIN approves"
                                + " it (\"approve\")");
        assertThat(Refusal.inWords(reader(Language.ENGLISH), refused))
                .hasMessage(
                        "A cashier may not give more than 10 % discount (here 33.34 %) alone; a manager's PIN approves"
                                + " it");
        assertThat(Refusal.inWords(reader(Language.ARABIC), refused))
                .hasMessage(
                        "لا يحق للكاشير وحده إعطاء خصم أكثر من \u206810\u2069 % (هنا \u206833.34\u2069 %)؛ يوافق عليه"
                                + " مدير برقمه السري");
        assertThat(paidBack)
                .hasMessage(
                        "A cashier may not pay back by cash what receipt S001-T01-000001 was paid by [card] alone; a"
                                + " manager's PIN approves it (\"approve\")");
        assertThat(Refusal.inWords(reader(Language.ENGLISH), paidBack))
                .hasMessage("A cashier may not pay back 12.50 of receipt S001-T01-000001 by cash (it was paid by card)"
                        + " alone; a manager's PIN approves it");
        assertThat(Refusal.inWords(reader(Language.ARABIC), paidBack).getMessage())
                .contains("رد \u206812.50\u2069 نقدًا", "البطاقة")
                .doesNotContain("card", "cash", "approve");
    }

    @Test
    void a_moment_is_told_by_the_clock_of_the_store_and_to_a_script_by_its_own() {
        var locked = new TillException(PeopleRefusal.USER_LOCKED, 5, Instant.parse("2027-03-31T21:30:05.123456Z"));

        assertThat(locked).hasMessageContaining("2027-03-31T21:30:05.123456Z");
        for (Language in : Language.values()) {
            assertThat(Refusal.inWords(reader(in), locked).getMessage())
                    .contains("2027-04-01 00:30:05")
                    .doesNotContain("21:30", "123456");
        }
    }

    @Test
    void what_a_program_says_to_programmers_is_never_shown() throws Exception {
        for (Language in : Language.values()) {
            for (Supplier<Object> work : List.<Supplier<Object>>of(
                    () -> Quantity.parse("99999999999999999999"),
                    () -> Long.parseLong("1x"),
                    () -> {
                        throw new IllegalStateException("Index 5 out of bounds");
                    },
                    () -> {
                        throw new NullPointerException();
                    },
                    () -> {
                        throw Refusals.of(new IllegalStateException("java.lang.AssertionError: x"));
                    },
                    () -> {
                        throw Refusals.of(new IllegalArgumentException());
                    })) {
                assertThat(said(in, work))
                        .doesNotContainIgnoringCase("java")
                        .doesNotContain("Exception", "null", "out of bounds", "input string", "internal error");
            }
        }
    }

    @Test
    void a_mistyped_quantity_says_how_to_write_it() throws Exception {
        assertThat(said(Language.ENGLISH, () -> Quantity.parse("abc")))
                .startsWith("Quantity \"abc\" is not a number")
                .contains("write it like");
    }
}
