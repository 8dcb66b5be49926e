package org.tillmesh.app.device;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.device.DeviceAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Topic;

/** Shows how each device stands, and tries one. A test runs beside everything else, so a device that is silent holds nothing up. */
public final class DevicesPresenter extends Presenter {
    private final DevicesView view;
    private final Runnable scannerTest;
    private final Set<String> testing = new TreeSet<>();
    private List<DeviceAnswers.Device> devices = List.of();
    private int selected;

    DevicesPresenter(Desk desk, DevicesView view, Runnable scannerTest) {
        super(desk);
        this.view = view;
        this.scannerTest = scannerTest;
    }

    @Override
    public void shown() {
        render();
        view.focus();
        read();
    }

    private void read() {
        desk.aside(
                () -> desk.till().devices().list(desk.reader()).devices(),
                found -> {
                    devices = found;
                    selected = Math.max(0, Math.min(selected, devices.size() - 1));
                    render();
                    desk.keysChanged();
                },
                this::refused);
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STATUS) {
            read();
        }
    }

    @Override
    public void render() {
        view.devices(devices.stream().map(this::row).toList(), devices.isEmpty() ? -1 : selected);
    }

    private DevicesView.Row row(DeviceAnswers.Device device) {
        String state = testing.contains(device.id()) ? "testing" : device.state();
        return new DevicesView.Row(
                device.id(),
                text("device_" + device.kind()),
                Language.code(device.driver() + " · " + device.address()),
                state,
                text("device_is_" + state),
                device.said());
    }

    @Override
    public KeyMap keys() {
        boolean none = devices.isEmpty();
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SETTINGS))
                .bar(FunctionKey.F3, "deviceTest", "check", () -> test(selected))
                .unless(none, "deviceNone")
                .bar(FunctionKey.F4, "scannerTest", "scan", scannerTest)
                .key(FunctionKey.ENTER, "deviceTest", () -> test(selected))
                .unless(none, "deviceNone")
                .key(FunctionKey.UP, "fieldBefore", () -> select(selected - 1))
                .key(FunctionKey.DOWN, "fieldNext", () -> select(selected + 1));
    }

    void select(int wanted) {
        selected = Math.max(0, Math.min(devices.size() - 1, wanted));
        render();
    }

    void test(int wanted) {
        if (wanted < 0 || wanted >= devices.size()) {
            return;
        }
        String id = devices.get(wanted).id();
        if (!testing.add(id)) {
            return;
        }
        select(wanted);
        desk.aside(
                () -> desk.till().devices().test(id),
                done -> {
                    testing.remove(id);
                    desk.sounds().done();
                    read();
                },
                refused -> failed(id, refused));
    }

    private void failed(String id, TillException refused) {
        testing.remove(id);
        refused(refused);
        read();
    }

    /** A scan shows that its scanner works. */
    @Override
    public void scanned(String code) {
        desk.sounds().done();
        desk.say(text("deviceScanned", Language.code(code)), false);
    }
}
