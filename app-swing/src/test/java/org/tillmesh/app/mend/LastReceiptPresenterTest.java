package org.tillmesh.app.mend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;

/** A till that does not know its last receipt, at its window: a scan and a manager's PIN, and it sells on. */
class LastReceiptPresenterTest implements LastReceiptView {
    private static final String CODE = "6289999222479";
    private static final Pattern QR =
            Pattern.compile("<cbc:ID>QR</cbc:ID>.*?BinaryObject[^>]*>([^<]+)<", Pattern.DOTALL);

    @TempDir
    Path dir;

    private RecordingDesk desk;
    private LastReceiptPresenter presenter;
    private String first = "";
    private String last = "";
    private String field = "";
    private String wrong = "";
    private boolean closed;

    @BeforeEach
    void begin() throws IOException {
        Path folder = dir.resolve("till");
        try (Till till = Shops.selling(folder)) {
            first = sell(till);
            last = sell(till);
        }
        Files.delete(folder.resolve("identity"));
        Till till = Shops.till(folder, "T01");
        till.people().login(new UserId("cashier"), "1111");
        desk = new RecordingDesk(till);
        desk.managersPin = "9999";
        presenter = new LastReceiptPresenter(desk);
        presenter.open(this);
        desk.inFront = presenter;
        assertThat(chain()).isEqualTo("unconfirmed");
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private static String sell(Till till) {
        till.counter()
                .tender(
                        TenderKind.CASH,
                        till.counter().scan(CODE, Quantity.ONE, null).total(),
                        null);
        String receipt = till.counter().complete(null).receipt();
        Matcher code = QR.matcher(new String(till.papers().invoice(receipt, null), StandardCharsets.UTF_8));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private String chain() {
        return desk.till().links().status().chain();
    }

    @Test
    void the_last_receipt_and_a_managers_pin_make_it_known() {
        presenter.scanned(last);
        assertThat(desk.asked).containsExactly("approval");
        assertThat(chain()).isEqualTo("known");
        assertThat(closed).isTrue();
        assertThat(desk.lastSaid()).isEqualTo("The last receipt is known. This till sells on.");
    }

    @Test
    void what_a_slow_scanner_typed_counts_with_enter() {
        field = last + " ";
        desk.press(FunctionKey.ENTER);
        assertThat(chain()).isEqualTo("known");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_not_the_last_receipt_is_refused_in_words(Language language) {
        desk.language = language;
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).isEqualTo(language.text("lastReceiptScan"));
        presenter.scanned(first);
        assertThat(wrong).contains("S001-T01-000002");
        presenter.scanned(CODE);
        String noQr = wrong;
        assertThat(noQr).isNotBlank().doesNotContain("S001-T01-000002");
        presenter.scanned("x".repeat(4_000));
        assertThat(wrong).isNotBlank().hasSizeLessThan(400);
        assertThat(chain()).isEqualTo("unconfirmed");
        assertThat(closed).isFalse();
    }

    @Test
    void without_a_manager_nothing_is_confirmed() {
        desk.managersPin = null;
        presenter.scanned(last);
        assertThat(wrong).contains("confirm the invoice chain");
        assertThat(chain()).isEqualTo("unconfirmed");
        desk.managersPin = "1112";
        presenter.scanned(last);
        assertThat(chain()).isEqualTo("unconfirmed");
        assertThat(closed).isFalse();
    }

    @Override
    public String code() {
        return field;
    }

    @Override
    public void wrong(String words) {
        wrong = words;
        field = "";
    }

    @Override
    public void close() {
        closed = true;
    }
}
