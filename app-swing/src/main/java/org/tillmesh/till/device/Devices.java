package org.tillmesh.till.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.scanner.WedgeProfile;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** The devices of this till: set up, taken away, tried. */
public final class Devices {
    private static final int SETTINGS_MAX = 30;
    private static final int TEXT_MAX = 300;

    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final DeviceTable table;
    private final Runnable setUp;

    /** @param setUp called after each change */
    public Devices(TillLock lock, Shop shop, Login login, DeviceTable table, Runnable setUp) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.table = table;
        this.setUp = setUp;
    }

    /** All of them, by id. @param reader whose language faults are said in; null for a script's */
    public DeviceAnswers.Devices list(@Nullable Reader reader) {
        List<DeviceSetup> setups = lock.doing(() -> {
            shop.requireActivated();
            return table.setups();
        });
        return new DeviceAnswers.Devices(
                setups.stream().map(setup -> answer(setup, reader)).toList());
    }

    private DeviceAnswers.Device answer(DeviceSetup setup, @Nullable Reader reader) {
        DeviceTable.Standing standing = table.standing(setup.id());
        String said = standing.wrong() == null
                ? standing.said()
                : reader == null ? standing.wrong().message() : standing.wrong().in(reader);
        return new DeviceAnswers.Device(
                setup.id(),
                setup.kind(),
                setup.driver(),
                setup.address(),
                setup.settings(),
                standing.state().code(),
                said);
    }

    /**
     * Sets a device up, or otherwise than it was.
     *
     * @throws TillException BAD_VALUE that names the field, FORBIDDEN
     */
    public DeviceAnswers.Devices set(DeviceSetup setup, @Nullable String approve) {
        lock.doing(() -> {
            shop.requireActivated();
            check(setup);
            UserId approver = login.allow(false, Act.SET_UP_DEVICES.with(), approve);
            Instant since = table.setups().stream()
                    .filter(one -> one.kind().equals(setup.kind()) && one.since() != null)
                    .map(DeviceSetup::since)
                    .findFirst()
                    .orElse(shop.clock().instant());
            shop.writeAnyway(tx -> {
                setup.since(since).writeTo(tx, Scope.LOCAL);
                shop.audit(tx, "device-set", setup.id() + " " + setup.driver() + " " + setup.address(), approver);
                return true;
            });
            return true;
        });
        table.reload();
        setUp.run();
        return list(null);
    }

    private void check(DeviceSetup setup) {
        if (!setup.id().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new TillException(DeviceRefusal.BAD_ID, DeviceRefusal.shown(setup.id()));
        }
        if (setup.settings().size() > SETTINGS_MAX) {
            throw new TillException(
                    DeviceRefusal.TOO_MANY_SETTINGS, setup.settings().size(), SETTINGS_MAX);
        }
        checkLength("address", setup.address());
        setup.settings().forEach((key, value) -> {
            checkLength("settings", key);
            checkLength("settings." + key, value);
        });
        DeviceTable.made(setup).close();
        Optional<String> other = table.setups().stream()
                .filter(one -> one.kind().equals(setup.kind()) && !one.id().equals(setup.id()))
                .map(DeviceSetup::id)
                .findFirst();
        if (other.isPresent() && !setup.kind().equals(DeviceKind.SCANNER.code())) {
            throw new TillException(DeviceRefusal.ONE_OF_A_KIND, setup.kind(), other.get());
        }
    }

    private static void checkLength(String field, String value) {
        if (value.length() > TEXT_MAX) {
            throw new TillException(DeviceRefusal.BAD_SETTING, field, DeviceRefusal.shown(value), "1–" + TEXT_MAX);
        }
    }

    /** @throws TillException BAD_VALUE for one that is not there, FORBIDDEN */
    public DeviceAnswers.Devices remove(String id, @Nullable String approve) {
        lock.doing(() -> {
            shop.requireActivated();
            DeviceSetup there = known(id);
            UserId approver = login.allow(false, Act.SET_UP_DEVICES.with(), approve);
            shop.writeAnyway(tx -> {
                there.fields().keySet().forEach(path -> tx.remove(Scope.LOCAL, there.ref(), path));
                shop.audit(tx, "device-remove", id, approver);
                return true;
            });
            return true;
        });
        table.reload();
        setUp.run();
        return list(null);
    }

    private DeviceSetup known(String id) {
        List<DeviceSetup> all = table.setups();
        return all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TillException(
                        DeviceRefusal.UNKNOWN_DEVICE,
                        DeviceRefusal.shown(id),
                        all.stream().map(DeviceSetup::id).toList()));
    }

    /**
     * Has a device show that it works: a page, a label, the open drawer, two rows. Holds up nobody else.
     *
     * @throws TillException DEVICE with what is wrong, BAD_VALUE for one that is not there
     */
    public DeviceAnswers.Devices test(String id) {
        lock.doing(() -> {
            shop.requireActivated();
            return known(id);
        });
        try {
            table.test(id);
        } catch (DeviceException e) {
            throw DeviceRefusal.of(e);
        }
        return list(null);
    }

    /**
     * Learns how a keyboard scanner types, from the keys that came when it read a code that is known.
     *
     * @throws TillException BAD_VALUE if they were not a scanner's, or not of that code
     */
    public DeviceAnswers.Wedge learn(List<WedgeProfile.Key> keys, String code) {
        WedgeProfile learned = WedgeProfile.learned(keys, code)
                .orElseThrow(() -> new TillException(DeviceRefusal.NOT_A_SCANNER, DeviceRefusal.shown(code)));
        return new DeviceAnswers.Wedge(
                learned.gapMillis(),
                learned.prefix(),
                learned.suffix().replace("\n", "\\n").replace("\t", "\\t"));
    }
}
