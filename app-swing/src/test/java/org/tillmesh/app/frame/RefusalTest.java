package org.tillmesh.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.shop.TillException;

class RefusalTest {
    private static String said(Language in, Supplier<Object> work) throws Exception {
        var refused = new CompletableFuture<TillException>();
        try (var worker = new TillWorker()) {
            worker.run(work, done -> refused.complete(null), refused::complete);
            return Refusal.inWords(in, refused.get(20, TimeUnit.SECONDS)).getMessage();
        }
    }

    @Test
    void every_refusal_has_words_in_both_languages() {
        for (TillException.Code code : TillException.Code.values()) {
            var refused = new TillException(code, "Product \"x\" is not here; look for another");
            assertThat(Refusal.inWords(Language.ARABIC, refused).getMessage())
                    .as("%s", code)
                    .matches("(?s).*\\p{InArabic}.*")
                    .doesNotContain("Product");
            assertThat(Refusal.inWords(Language.ENGLISH, refused).getMessage()).isNotBlank();
            assertThat(Refusal.inWords(Language.ARABIC, refused).code()).isEqualTo(code);
        }
    }

    @Test
    void what_a_program_says_to_programmers_is_never_shown() throws Exception {
        for (Language in : Language.values()) {
            for (Supplier<Object> work : java.util.List.<Supplier<Object>>of(
                    () -> Quantity.parse("99999999999999999999"),
                    () -> Long.parseLong("1x"),
                    () -> {
                        throw new IllegalStateException("Index 5 out of bounds");
                    },
                    () -> {
                        throw new NullPointerException();
                    },
                    () -> {
                        throw new TillException(
                                TillException.Code.INTERNAL, "An internal error: java.lang.AssertionError: x");
                    },
                    () -> {
                        throw new TillException(
                                TillException.Code.BAD_VALUE, "java.lang.ArithmeticException: overflow");
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
