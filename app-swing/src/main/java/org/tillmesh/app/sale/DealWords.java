package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.counter.CounterAnswers;

/** What promotions give, as the customer is told it. */
final class DealWords {
    private DealWords() {}

    /** One text a promotion: its name and what it takes off. */
    static List<String> of(Language language, List<CounterAnswers.Deal> deals) {
        return deals.stream()
                .map(deal -> language.name(deal.name(), deal.nameAr()) + " " + Language.code("−" + deal.off()))
                .toList();
    }
}
