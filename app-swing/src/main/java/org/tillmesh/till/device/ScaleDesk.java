package org.tillmesh.till.device;

import java.util.Optional;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.shop.TillException;

/** Weighs goods that were scanned without a weight. */
public final class ScaleDesk {
    private final DeviceTable table;

    public ScaleDesk(DeviceTable table) {
        this.table = table;
    }

    /**
     * What lies on the scale, in kilograms; empty if this till has none. Waits until it rests: not to be called under a lock.
     *
     * @throws TillException DEVICE with what is wrong
     */
    public Optional<Quantity> weigh(Money priceOfKilogram) {
        return table.hasScale() ? Optional.of(weighed(priceOfKilogram)) : Optional.empty();
    }

    /** The same for no price. @throws TillException DEVICE, also if this till has no scale */
    public Quantity weigh() {
        return weighed(Money.ZERO);
    }

    private Quantity weighed(Money priceOfKilogram) {
        try {
            return Quantity.ofThousandths(table.withScale(scale -> scale.weigh(priceOfKilogram.minor())));
        } catch (DeviceException e) {
            throw DeviceRefusal.of(e);
        }
    }

    public boolean isThere() {
        return table.hasScale();
    }

    /** Sets the scale to zero, or takes what lies on it as the container. */
    public void adjust(boolean tare) {
        try {
            table.withScale(scale -> {
                if (tare) {
                    scale.tare();
                } else {
                    scale.zero();
                }
                return true;
            });
        } catch (DeviceException e) {
            throw DeviceRefusal.of(e);
        }
    }
}
