package org.tillmesh.app.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.Topic;

/** The list of invoices keeps its selection, and says what can't be done with it. */
class InvoicesPresenterTest implements InvoicesView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private InvoicesPresenter invoices;
    private List<InvoiceAnswers.InvoiceState> rows = List.of();
    private int selected = -1;

    @BeforeEach
    void begin() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        invoices = new InvoicesPresenter(desk, this);
        desk.inFront = invoices;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private void sell() {
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
        till.counter().complete(null);
    }

    @Test
    void without_an_invoice_every_key_says_so() {
        invoices.shown();
        desk.press(FunctionKey.F5);
        desk.press(FunctionKey.F9);
        assertThat(desk.said).containsOnly(Language.ENGLISH.text("noInvoice"));
    }

    @Test
    void the_selected_invoice_stays_selected_while_others_come() {
        sell();
        sell();
        invoices.shown();
        assertThat(rows).hasSize(2);
        desk.press(FunctionKey.DOWN);
        desk.press(FunctionKey.DOWN);
        DocumentId chosen = rows.get(selected).uuid();
        sell();
        invoices.changed(Topic.SALES);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(selected).uuid()).isEqualTo(chosen);
        desk.press(FunctionKey.F5);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("notCorrectable"));
        desk.press(FunctionKey.F9);
        assertThat(desk.lastSaid()).contains(rows.get(selected).number());
    }

    @Override
    public void invoices(List<InvoiceAnswers.InvoiceState> now, long waiting, int at) {
        rows = now;
        selected = at;
    }

    @Override
    public void correct(CounterAnswers.Customer customer, InvoiceAnswers.InvoiceState invoice, Consumer<String> goOn) {}
}
