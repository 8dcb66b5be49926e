package org.tillmesh.till.device;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What is answered about devices. */
public final class DeviceAnswers {
    private DeviceAnswers() {}

    /** How it did at its last use. */
    enum State {
        /** Not used since the till was opened. */
        IDLE,
        READY,
        FAULT;

        /** How scripts name it. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param state idle, ready or fault; @param said what it answered last, or what is wrong and what to do, in the reader's language */
    public record Device(
            String id,
            String kind,
            String driver,
            String address,
            Map<String, String> settings,
            String state,
            String said) {}

    /** Of the whole till, by id. */
    public record Devices(List<Device> devices) {
        public Devices {
            devices = List.copyOf(devices);
        }
    }

    /** @param qty null where nothing was weighed */
    public record Weighed(@Nullable Quantity qty) {}

    /** How a keyboard scanner types: the settings that a device of kind scanner takes. */
    public record Wedge(int gap, String prefix, String suffix) {}

    /** @param total negative for goods that come back */
    public record FacingLine(String name, String nameAr, Quantity qty, Money total) {}

    public record FacingDeal(String name, String nameAr, Money off) {}

    /**
     * What the customer sees.
     *
     * @param kind idle, cart or sold
     * @param qr of the invoice; empty for none
     */
    public record Facing(
            String kind,
            List<FacingLine> lines,
            List<FacingDeal> deals,
            Money total,
            Money tendered,
            Money due,
            Money change,
            String qr) {
        public static final Facing IDLE =
                new Facing("idle", List.of(), List.of(), Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, "");
    }
}
