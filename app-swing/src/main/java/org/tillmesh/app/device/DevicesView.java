package org.tillmesh.app.device;

import java.util.List;

/** The devices, a card each. */
interface DevicesView {
    /** @param state idle, ready, fault or testing; it is a colour, {@code word} says the same */
    record Row(String id, String title, String address, String state, String word, String said) {}

    void devices(List<Row> rows, int selected);

    void focus();
}
