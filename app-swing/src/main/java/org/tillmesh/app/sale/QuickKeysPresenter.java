package org.tillmesh.app.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.till.counter.CounterAnswers;

/** Categories and their first products. Never one tile per product: a few pages of them. */
final class QuickKeysPresenter extends Presenter {
    private static final int CATEGORIES = 7;
    private static final int TILES = 60;

    private record Offer(
            Map<String, List<String>> categories, String category, List<CounterAnswers.Product> products) {}

    private final QuickKeysView view;
    private final Refresh<Offer> looking;
    private Offer offer = new Offer(Map.of(), "", List.of());
    private volatile String category = "";
    private volatile boolean chosen;

    QuickKeysPresenter(Desk desk, QuickKeysView view) {
        super(desk);
        this.view = view;
        looking = new Refresh<>(desk, this::look, found -> {
            offer = found;
            render();
        });
    }

    private Offer look() {
        Map<String, List<String>> categories = desk.till().counter().categories();
        String wanted = chosen || categories.isEmpty()
                ? category
                : categories.keySet().iterator().next();
        return new Offer(categories, wanted, desk.till().counter().products(wanted, TILES));
    }

    void load() {
        looking.ask();
    }

    /** @param id empty for all categories */
    void choose(String id) {
        category = id;
        chosen = true;
        looking.ask();
    }

    @Override
    public void render() {
        var tabs = new ArrayList<QuickKeysView.Tab>();
        tabs.add(new QuickKeysView.Tab("", text("favourites"), offer.category().isEmpty()));
        offer.categories().entrySet().stream()
                .limit(CATEGORIES)
                .forEach(found -> tabs.add(new QuickKeysView.Tab(
                        found.getKey(),
                        firstWords(found.getValue().get(desk.language().isRightToLeft() ? 1 : 0)),
                        found.getKey().equals(offer.category()))));
        view.show(tabs, offer.products());
    }

    /** What stands before an "and". */
    private static String firstWords(String name) {
        String first = name.contains(" and ") ? name.substring(0, name.indexOf(" and ")) : name;
        return first.contains(" و") ? first.substring(0, first.indexOf(" و")) : first;
    }
}
