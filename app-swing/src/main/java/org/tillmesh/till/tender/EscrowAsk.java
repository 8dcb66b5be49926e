package org.tillmesh.till.tender;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.store.Store;

/**
 * A question for rights that head office may have granted without our knowing: noted before it is asked, until its grant is
 * used or handed back. Asked once more with the same id it is granted once.
 *
 * @param id of the grant's record
 * @param amount that was asked for, in halalas
 */
record EscrowAsk(String id, long amount) {
    private static final String NOTE = "escrow-asked/";

    static Optional<EscrowAsk> of(Store store, EscrowAccount account) {
        return store.noted(NOTE + account).map(EscrowAsk::parse);
    }

    static Map<EscrowAccount, EscrowAsk> all(Store store) {
        var all = new TreeMap<EscrowAccount, EscrowAsk>();
        store.notes(NOTE)
                .forEach((note, value) -> all.put(EscrowAccount.parse(note.substring(NOTE.length())), parse(value)));
        return all;
    }

    private static EscrowAsk parse(byte[] note) {
        String[] parts = new String(note, StandardCharsets.UTF_8).split(" ");
        return new EscrowAsk(parts[0], Long.parseLong(parts[1]));
    }

    Map<String, byte[]> note(EscrowAccount account) {
        return Map.of(NOTE + account, (id + " " + amount).getBytes(StandardCharsets.UTF_8));
    }

    /** The note that nothing is open any more. */
    static Map<String, byte[]> done(EscrowAccount account) {
        return Map.of(NOTE + account, new byte[0]);
    }

    /** Whether the record that hands the rights over is here. */
    boolean isGranted(Store store) {
        return store.read(view -> view.record(Scope.COMPANY, DocType.ESCROW.ref(id)))
                .isPresent();
    }
}
