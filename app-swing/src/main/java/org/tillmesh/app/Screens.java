package org.tillmesh.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tillmesh.app.customer.CustomersPresenter;
import org.tillmesh.app.device.DevicesScreen;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.health.DiagnosticsPresenter;
import org.tillmesh.app.invoice.InvoicesScreen;
import org.tillmesh.app.login.LoginPresenter;
import org.tillmesh.app.login.LoginScreen;
import org.tillmesh.app.menu.MenuPresenter;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageScreen;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.receipts.ReceiptsPresenter;
import org.tillmesh.app.reports.ReportsScreen;
import org.tillmesh.app.returns.LooseReturnPresenter;
import org.tillmesh.app.returns.ReturnScreen;
import org.tillmesh.app.sale.ParkedScreen;
import org.tillmesh.app.sale.SalePresenter;
import org.tillmesh.app.sale.SaleScreen;
import org.tillmesh.app.settings.MePresenter;
import org.tillmesh.app.settings.SettingsScreen;
import org.tillmesh.app.setup.ActivationScreen;
import org.tillmesh.app.shift.ShiftScreen;
import org.tillmesh.app.shift.TodayPresenter;
import org.tillmesh.app.stock.LowStockPresenter;
import org.tillmesh.app.stock.OrdersPresenter;
import org.tillmesh.app.stock.SheetsPresenter;
import org.tillmesh.app.stock.StockPresenter;
import org.tillmesh.app.stock.TransfersPresenter;
import org.tillmesh.app.sync.ExceptionsPresenter;
import org.tillmesh.app.sync.SyncHistoryPresenter;
import org.tillmesh.app.sync.SyncScreen;

/** Every screen of the window, each built once. */
final class Screens {
    private final LoginScreen login;
    private final SaleScreen sale;
    private final SyncScreen sync;
    private final Map<Desk.Place, Screen> all = new EnumMap<>(Desk.Place.class);

    Screens(SwingDesk desk) {
        login = new LoginScreen(desk);
        sale = new SaleScreen(desk);
        sync = new SyncScreen(desk);
        all.put(Desk.Place.ACTIVATION, new ActivationScreen(desk));
        all.put(Desk.Place.LOGIN, login);
        all.put(Desk.Place.SHIFT, new ShiftScreen(desk));
        all.put(Desk.Place.SALE, sale);
        all.put(Desk.Place.PARKED, new ParkedScreen(desk));
        var returns = new ReturnScreen(desk);
        all.put(Desk.Place.RETURN, returns);
        all.put(Desk.Place.INVOICES, new InvoicesScreen(desk));
        all.put(Desk.Place.REPORTS, new ReportsScreen(desk));
        all.put(Desk.Place.SYNC, sync);
        all.put(Desk.Place.SETTINGS, new SettingsScreen(desk));
        all.put(Desk.Place.DEVICES, new DevicesScreen(desk));
        page(desk, Desk.Place.EXCEPTIONS, ExceptionsPresenter::new);
        page(desk, Desk.Place.SYNC_HISTORY, SyncHistoryPresenter::new);
        page(desk, Desk.Place.LOOSE_RETURN, LooseReturnPresenter::new);
        page(desk, Desk.Place.MENU, MenuPresenter::new);
        page(
                desk,
                Desk.Place.RECEIPTS,
                (on, view) -> new ReceiptsPresenter(on, view, receipt -> {
                    on.show(Desk.Place.RETURN);
                    returns.presenter().scanned(receipt);
                }));
        page(desk, Desk.Place.CUSTOMERS, CustomersPresenter::new);
        page(desk, Desk.Place.STOCK, StockPresenter::new);
        page(desk, Desk.Place.LOW_STOCK, LowStockPresenter::new);
        page(desk, Desk.Place.ORDERS, OrdersPresenter::new);
        page(desk, Desk.Place.SHEETS, SheetsPresenter::new);
        page(desk, Desk.Place.TRANSFERS, TransfersPresenter::new);
        page(desk, Desk.Place.TODAY, TodayPresenter::new);
        page(desk, Desk.Place.ME, MePresenter::new);
        page(desk, Desk.Place.DIAGNOSTICS, DiagnosticsPresenter::new);
    }

    private void page(SwingDesk desk, Desk.Place place, BiFunction<SwingDesk, PageView, PagePresenter> made) {
        all.put(place, new PageScreen(desk, place.name(), made));
    }

    Map<Desk.Place, Screen> all() {
        return all;
    }

    void forEach(Consumer<Screen> each) {
        all.values().forEach(each);
    }

    Screen at(Desk.Place place) {
        Screen found = all.get(place);
        if (found == null) {
            throw new AssertionError("No screen for " + place);
        }
        return found;
    }

    LoginPresenter login() {
        return login.presenter();
    }

    SalePresenter sale() {
        return sale.presenter();
    }

    boolean isSyncing() {
        return sync.presenter().isWorking();
    }
}
