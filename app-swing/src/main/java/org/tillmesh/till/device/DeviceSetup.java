package org.tillmesh.till.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * One device, in {@code local}.
 *
 * @param kind what it is for, as {@code DeviceKind} names it
 * @param driver one of the kind's
 * @param address like {@code tcp:HOST:PORT}
 * @param settings what the driver takes
 * @param since when the till got its first device of the kind; null before it is set up
 */
public record DeviceSetup(
        String id,
        String kind,
        String driver,
        String address,
        SortedMap<String, String> settings,
        @Nullable Instant since)
        implements StateDocument {
    private static final String SETTINGS = "settings";

    public DeviceSetup(String id, String kind, String driver, String address, Map<String, String> settings) {
        this(id, kind, driver, address, new TreeMap<>(settings), null);
    }

    DeviceSetup since(Instant at) {
        return new DeviceSetup(id, kind, driver, address, settings, at);
    }

    @Override
    public DocRef ref() {
        return DocType.DEVICES.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = new FieldMap()
                .put("kind", kind)
                .put("driver", driver)
                .put("address", address)
                .put("since", since);
        settings.forEach((key, value) -> fields.putAt(List.of(SETTINGS, key), Value.of(value)));
        return fields.toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of(SETTINGS);
    }

    /** One that was taken away keeps no kind. */
    static boolean isThere(Document.State state) {
        return state.dots().value("kind").isPresent();
    }

    public static DeviceSetup of(Document.State state) {
        Fields in = Fields.of(state);
        var settings = new TreeMap<String, String>();
        for (DotStore.Row row : state.dots().rows()) {
            if (row.path().size() == 2
                    && row.path().get(0).equals(SETTINGS)
                    && row.value() instanceof Value.Text text) {
                settings.put(row.path().get(1), text.value());
            }
        }
        return new DeviceSetup(
                state.ref().id(),
                in.text("kind"),
                in.text("driver"),
                in.text("address"),
                settings,
                in.timeOrNull("since"));
    }
}
