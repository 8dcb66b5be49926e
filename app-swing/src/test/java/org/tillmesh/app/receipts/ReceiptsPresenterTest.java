package org.tillmesh.app.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.tillmesh.app.page.RecordingPage;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.ReturnLine;

class ReceiptsPresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();
    private final List<String> takenBack = new ArrayList<>();
    private InvoiceAnswers.Receipt first;
    private InvoiceAnswers.Receipt second;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        first = sold(1);
        second = sold(3);
        var receipts = new ReceiptsPresenter(desk, page, takenBack::add);
        page.presenter = receipts;
        desk.inFront = receipts;
        receipts.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private InvoiceAnswers.Receipt sold(int pieces) {
        desk.till().counter().scan(DemoBarcodes.PLAIN, Quantity.of(pieces), null);
        desk.till().counter().tender(TenderKind.CASH, Money.sar(50_000), null);
        return desk.till().counter().complete(null);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_newest_stands_first_and_the_chosen_one_is_shown_as_paper(Language language) {
        desk.language = language;
        page.presenter.shown();
        assertThat(page.rows).hasSize(2);
        assertThat(page.rows.get(0).name()).contains(second.receipt());
        assertThat(page.paper).startsWith(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        byte[] newest = page.paper;
        desk.press(FunctionKey.DOWN);
        assertThat(page.paper).isNotEqualTo(newest);
        desk.press(FunctionKey.F4);
        assertThat(page.paper).as("without prices").isNotNull();
    }

    @Test
    void a_receipt_is_found_by_its_number_a_scan_and_its_sum() {
        page.type(first.receipt());
        assertThat(page.rows)
                .extracting(row -> row.id())
                .containsExactly(first.uuid().value());
        page.presenter.scanned(second.receipt());
        assertThat(page.rows)
                .extracting(row -> row.id())
                .containsExactly(second.uuid().value());
        page.type("");
        desk.press(FunctionKey.F3);
        page.fill("amount", first.total().toString());
        assertThat(page.rows)
                .extracting(row -> row.id())
                .containsExactly(first.uuid().value());
        assertThat(page.note).isNotBlank();
        page.type("nobody has such a name");
        assertThat(page.rows).isEmpty();
        assertThat(page.empty).isNotBlank();
    }

    @Test
    void a_wrong_filter_is_told_at_its_field() {
        desk.press(FunctionKey.F3);
        page.fill("from", "2027-13-01");
        assertThat(page.problemAt).isEqualTo("from");
        page.fill("amount", "a lot");
        assertThat(page.problemAt).isEqualTo("amount");
    }

    @Test
    void it_is_saved_as_a_pdf_that_replaces_no_file() throws Exception {
        Path file = dir.resolve("r.pdf");
        desk.press(FunctionKey.F5);
        page.fill("file", file.toString());
        assertThat(Files.readAllBytes(file)).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        long before = Files.size(file);
        desk.press(FunctionKey.F5);
        page.fill("file", file.toString());
        assertThat(page.problem).contains("r.pdf");
        assertThat(Files.size(file)).isEqualTo(before);
    }

    @Test
    void a_sale_goes_to_its_return_and_a_return_does_not() {
        desk.press(FunctionKey.F7);
        assertThat(takenBack).containsExactly(second.receipt());
        desk.till()
                .refunds()
                .returnGoods(
                        first.receipt(), null, List.of(new ReturnLine(1, Quantity.ONE)), "", null, true, null, null);
        page.presenter.shown();
        assertThat(page.rows.get(0).mark()).isNotEmpty();
        page.presenter.choose(page.rows.get(0).id());
        desk.press(FunctionKey.F7);
        assertThat(takenBack).hasSize(1);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("returnOfSale"));
    }

    @Test
    void it_is_printed_once_more() {
        desk.press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).contains(second.receipt());
    }
}
