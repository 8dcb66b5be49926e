package org.tillmesh.till.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.CashDrawer;
import org.tillmesh.hardware.CustomerDisplay;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.LabelPrinter;
import org.tillmesh.hardware.ReceiptPrinter;
import org.tillmesh.hardware.Scale;
import org.tillmesh.hardware.Scanner;
import org.tillmesh.hardware.display.FacingScreen;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;
import org.tillmesh.hardware.driver.TerminalDevice;
import org.tillmesh.hardware.profile.BadProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Document;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** The devices that are set up, each opened once, and how each did last. Safe for all threads; it holds no lock of the till. */
public final class DeviceTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceTable.class);

    /** @param said what it answered; empty where {@code wrong} says it */
    record Standing(DeviceAnswers.State state, String said, @Nullable Sentence wrong) {
        static final Standing IDLE = new Standing(DeviceAnswers.State.IDLE, "", null);
    }

    /** @param device null if its settings can't be meant (any more) */
    private record Opened(DeviceSetup setup, @Nullable Device device) {}

    /** What is done with a device. */
    @FunctionalInterface
    public interface Use<D, T> {
        T of(D device) throws DeviceException;
    }

    private final Shop shop;
    private final SortedMap<String, Opened> opened = new TreeMap<>();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final List<Consumer<String>> scanned = new CopyOnWriteArrayList<>();
    private final Runnable changed;
    private boolean loaded;

    /** @param changed called, on any thread, when a device did otherwise than the last time */
    public DeviceTable(Shop shop, Runnable changed) {
        this.shop = shop;
        this.changed = changed;
    }

    /** Opens scanners, which speak by themselves. */
    public void begin() {
        reload();
    }

    /** Codes of every scanner that has a line of its own. */
    public AutoCloseable listen(Consumer<String> listener) {
        scanned.add(listener);
        return () -> scanned.remove(listener);
    }

    List<DeviceSetup> setups() {
        return shop.store().read(view -> view.scan(Scope.LOCAL, DocType.DEVICES.typeName())
                .map(document -> (Document.State) document)
                .filter(DeviceSetup::isThere)
                .map(DeviceSetup::of)
                .toList());
    }

    /** What changed in the document is closed and opened anew; the rest stays. */
    synchronized void reload() {
        var wanted = new TreeMap<String, DeviceSetup>();
        setups().forEach(setup -> wanted.put(setup.id(), setup));
        for (String id : List.copyOf(opened.keySet())) {
            Opened now = opened.get(id);
            if (now != null && !now.setup.equals(wanted.get(id))) {
                close(now);
                opened.remove(id);
                standings.remove(id);
            }
        }
        wanted.values().stream()
                .filter(setup -> !opened.containsKey(setup.id()))
                .forEach(setup -> opened.put(setup.id(), open(setup)));
        loaded = true;
    }

    private Opened open(DeviceSetup setup) {
        Device device;
        try {
            device = made(setup);
        } catch (TillException e) {
            standings.put(setup.id(), new Standing(DeviceAnswers.State.FAULT, "", e.sentence()));
            return new Opened(setup, null);
        }
        if (device instanceof Scanner scanner) {
            scanner.listen(new Scanner.Listener() {
                @Override
                public void scanned(String code) {
                    scanned.forEach(listener -> listener.accept(code));
                }

                @Override
                public void changed(@Nullable DeviceException fault) {
                    stands(setup.id(), fault == null ? "" : null, fault);
                }
            });
        }
        return new Opened(setup, device);
    }

    /**
     * A device of the setup that is not reached yet.
     *
     * @throws TillException BAD_VALUE that names the field
     */
    static Device made(DeviceSetup setup) {
        DeviceKind kind = DeviceKind.of(setup.kind())
                .orElseThrow(() -> DeviceRefusal.of(new BadSetting("kind", setup.kind(), kinds())));
        Driver driver = Driver.of(kind, setup.driver())
                .orElseThrow(() -> DeviceRefusal.of(
                        new BadSetting("driver", setup.driver(), String.join(", ", Driver.codes(kind)))));
        try {
            return driver.device(setup.address(), setup.settings());
        } catch (BadSetting e) {
            throw DeviceRefusal.of(e);
        } catch (BadProfile e) {
            throw DeviceRefusal.of(e);
        }
    }

    private static String kinds() {
        var codes = new ArrayList<String>();
        for (DeviceKind kind : DeviceKind.values()) {
            codes.add(kind.code());
        }
        return String.join(", ", codes);
    }

    private synchronized Optional<Opened> of(DeviceKind kind) {
        if (!loaded) {
            reload();
        }
        return opened.values().stream()
                .filter(one -> one.device != null && one.setup.kind().equals(kind.code()))
                .findFirst();
    }

    /** Since when this till has a printer: what was issued before is not printed by itself. Empty for no printer. */
    public Optional<Instant> printerSince() {
        return of(DeviceKind.PRINTER).map(one -> one.setup.since());
    }

    /** The payment terminal; empty for none. */
    public Optional<TerminalDevice> terminal() {
        return of(DeviceKind.TERMINAL).map(one -> (TerminalDevice) one.device);
    }

    /** The screen that faces the customer; empty for none. */
    Optional<FacingScreen> facing() {
        return of(DeviceKind.SCREEN).map(one -> (FacingScreen) one.device);
    }

    public boolean hasScale() {
        return of(DeviceKind.SCALE).isPresent();
    }

    /** Opens the drawer, if there is one. */
    public void openDrawer() throws DeviceException {
        Optional<Opened> drawer = of(DeviceKind.DRAWER).or(() -> of(DeviceKind.PRINTER));
        if (drawer.isPresent() && drawer.get().device instanceof CashDrawer port) {
            used(drawer.get().setup.id(), () -> {
                port.open();
                return "";
            });
        }
    }

    /** Does something with the printer and keeps how it did. @throws DeviceException as it did */
    public <T> T withPrinter(Use<ReceiptPrinter, T> use) throws DeviceException {
        return with(DeviceKind.PRINTER, ReceiptPrinter.class, use);
    }

    public <T> T withScale(Use<Scale, T> use) throws DeviceException {
        return with(DeviceKind.SCALE, Scale.class, use);
    }

    public <T> T withLabels(Use<LabelPrinter, T> use) throws DeviceException {
        return with(DeviceKind.LABELS, LabelPrinter.class, use);
    }

    <T> T withDisplay(Use<CustomerDisplay, T> use) throws DeviceException {
        return with(DeviceKind.DISPLAY, CustomerDisplay.class, use);
    }

    boolean hasDisplay() {
        return of(DeviceKind.DISPLAY).isPresent();
    }

    /** @throws TillException DEVICE if there is none */
    private <D extends Device, T> T with(DeviceKind kind, Class<D> port, Use<D, T> use) throws DeviceException {
        Opened one = of(kind).orElseThrow(() -> new TillException(DeviceRefusal.NONE_OF_KIND, kind.code()));
        return used(one.setup.id(), () -> use.of(Objects.requireNonNull(port.cast(one.device))));
    }

    private interface Act<T> {
        T run() throws DeviceException;
    }

    private <T> T used(String id, Act<T> act) throws DeviceException {
        try {
            T done = act.run();
            stands(id, done instanceof String said ? said : "", null);
            return done;
        } catch (DeviceException e) {
            stands(id, null, e);
            throw e;
        }
    }

    private void stands(String id, @Nullable String said, @Nullable DeviceException fault) {
        Standing now = fault == null
                ? new Standing(DeviceAnswers.State.READY, said == null ? "" : said, null)
                : new Standing(
                        DeviceAnswers.State.FAULT,
                        "",
                        DeviceRefusal.FAULT.with(fault.fault(), fault.device(), fault.detail()));
        Standing before = standings.put(id, now);
        if (before == null || before.state != now.state) {
            if (fault != null) {
                LOG.warn("Device {}: {}", id, fault.getMessage());
            }
            changed.run();
        }
    }

    Standing standing(String id) {
        return standings.getOrDefault(id, Standing.IDLE);
    }

    private synchronized @Nullable Opened opened(String id) {
        if (!loaded) {
            reload();
        }
        return opened.get(id);
    }

    /** Has one device show that it works. @throws DeviceException as it did */
    void test(String id) throws DeviceException {
        Opened one = opened(id);
        if (one == null) {
            return;
        }
        Device device = one.device == null ? made(one.setup) : one.device; // one that can't be made says why once more
        used(id, () -> DeviceTrial.of(one.setup.kind(), device));
    }

    private static void close(Opened one) {
        if (one.device != null) {
            one.device.close();
        }
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(DeviceTable::close);
        opened.clear();
        loaded = false;
    }
}
