package org.tillmesh.relay.office;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** The company's documents of one type, which head office alone writes. */
final class Shelf<T extends StateDocument> {
    private final Store store;
    private final Thing thing;
    private final DocType type;
    private final Function<Document.State, T> reading;

    Shelf(Store store, Thing thing, DocType type, Function<Document.State, T> reading) {
        this.store = store;
        this.thing = thing;
        this.type = type;
        this.reading = reading;
    }

    /** By id. */
    List<T> all() {
        return store.read(view -> {
            try (Stream<Document> documents = view.scan(Scope.COMPANY, type.typeName())) {
                return documents
                        .flatMap(document -> Read.state(document, reading).stream())
                        .toList();
            }
        });
    }

    Optional<T> find(String id) {
        return store.read(
                view -> Read.state(view.get(Scope.COMPANY, type.ref(id)).orElse(null), reading));
    }

    /** @throws RelayException if there is none of that id */
    T known(String id) {
        return find(id).orElseThrow(() -> Form.notThere(thing, id));
    }

    /** Puts documents in the place of what was there, all of them or none. */
    void put(List<T> documents) {
        store.write(tx -> {
            documents.forEach(document -> document.writeTo(tx, Scope.COMPANY));
            return true;
        });
    }

    T put(T document) {
        put(List.of(document));
        return document;
    }

    /**
     * Takes one away everywhere; whoever is named by it in a sale stays readable there.
     *
     * @throws RelayException if there is none of that id
     */
    void remove(String id) {
        DocRef ref = type.ref(id);
        store.write(tx -> {
            Document.State there = tx.state(Scope.COMPANY, ref).orElseThrow(() -> Form.notThere(thing, id));
            there.dots().keys().forEach(field -> tx.remove(Scope.COMPANY, ref, List.of(field)));
            return true;
        });
    }
}
