package org.tillmesh.till.paper;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.LabelStock;
import org.tillmesh.hardware.code.Ean13;
import org.tillmesh.hardware.label.LabelPainter;
import org.tillmesh.hardware.label.LabelText;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.device.DeviceRefusal;
import org.tillmesh.till.device.DeviceTable;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** Prints labels of products: at the shelf, on the goods, on what was weighed, on gift cards. */
public final class LabelDesk {
    private static final int COPIES_MAX = 99;
    private static final int LABELS_MAX = 1_000;

    private final TillLock lock;
    private final Shop shop;
    private final DeviceTable devices;

    public LabelDesk(TillLock lock, Shop shop, DeviceTable devices) {
        this.lock = lock;
        this.shop = shop;
        this.devices = devices;
    }

    /**
     * Prints so many labels of each product; all are worked out before the first is printed.
     *
     * @param codes barcodes; of gift cards their numbers
     * @param weight of weighed goods; null for one kilogram
     * @return how many came out
     * @throws TillException UNKNOWN_BARCODE, BAD_VALUE, DEVICE (what was printed until then stays)
     */
    public PaperAnswers.Labels print(List<String> codes, LabelText.Kind kind, int copies, @Nullable Quantity weight) {
        List<LabelText> labels = lock.doing(() -> {
            shop.requireUser();
            check(codes, copies, weight);
            return codes.stream().map(code -> label(code.strip(), kind, weight)).toList();
        });
        try {
            LabelStock stock = devices.withLabels(printer -> printer.stock());
            List<BufferedImage> pictures = painted(labels, stock);
            devices.withLabels(printer -> {
                for (BufferedImage picture : pictures) {
                    printer.print(picture, copies);
                }
                return true;
            });
        } catch (DeviceException e) {
            throw DeviceRefusal.of(e);
        }
        return new PaperAnswers.Labels(labels.size() * copies);
    }

    private static void check(List<String> codes, int copies, @Nullable Quantity weight) {
        if (copies < 1 || copies > COPIES_MAX) {
            throw new TillException(PaperRefusal.COPIES, copies, COPIES_MAX);
        }
        if (codes.isEmpty() || codes.size() * (long) copies > LABELS_MAX) {
            throw new TillException(PaperRefusal.LABELS, codes.size() * (long) copies, LABELS_MAX);
        }
        if (weight != null && !weight.isPositive()) {
            throw new TillException(PaperRefusal.WEIGHT, weight);
        }
    }

    private static List<BufferedImage> painted(List<LabelText> labels, LabelStock stock) {
        var painter = new LabelPainter(stock);
        var pictures = new ArrayList<BufferedImage>();
        for (LabelText label : labels) {
            try {
                pictures.add(painter.paint(label));
            } catch (IllegalArgumentException e) {
                throw new TillException(
                        e, PaperRefusal.LABEL_TOO_SMALL, label.code(), stock.widthMm(), stock.heightMm());
            }
        }
        return pictures;
    }

    private LabelText label(String code, LabelText.Kind kind, @Nullable Quantity weight) {
        if (kind == LabelText.Kind.GIFT) {
            if (!code.matches("[0-9A-Za-z-]{4,40}")) {
                throw new TillException(PaperRefusal.CARD_NUMBER, code.length() > 60 ? code.substring(0, 60) : code);
            }
            return new LabelText(kind, "بطاقة هدية", "Gift card", "", "", "", "", code);
        }
        Product product = shop.product(code);
        return kind == LabelText.Kind.WEIGHED
                ? weighed(product, weight == null ? Quantity.ONE : weight)
                : priced(product, kind, code);
    }

    /** The price that a customer pays for one today, and the one before it where a promotion makes it less. */
    private LabelText priced(Product product, LabelText.Kind kind, String code) {
        Cart cart = priced(product, Quantity.ONE);
        Priced.Line line = cart.priced(1);
        Money price = cart.total();
        boolean less = price.compareTo(line.price()) < 0;
        Set<String> deals = new TreeSet<>();
        line.deals().forEach(deal -> deals.add(deal.id()));
        boolean measured = Product.isDivisible(product.unit());
        return new LabelText(
                kind,
                product.nameAr(),
                product.name(),
                price.toString(),
                measured ? price + " / " + unit(product) : "",
                less ? line.price().toString() : "",
                less ? licences(deals) : "",
                product.barcodes().contains(code) || product.barcodes().isEmpty()
                        ? code
                        : product.barcodes().get(0));
    }

    private Cart priced(Product product, Quantity qty) {
        var at = shop.clock().instant();
        Cart cart = Cart.open(Shop.newId(), at).add(product, qty, null, null);
        var where = new Basket.Where(
                shop.till().branch(), shop.folder().branchProfile().zone(), at, null, Set.of(), Set.of());
        return cart.pricedAs(shop.retail().deals().price(cart.basket(where)), at);
    }

    private static String unit(Product product) {
        return switch (product.unit()) {
            case "KGM" -> "kg";
            case "LTR" -> "L";
            default -> product.unit();
        };
    }

    private String licences(Set<String> deals) {
        var found = new TreeSet<String>();
        for (String id : deals) {
            String licence = shop.store()
                    .read(view -> Read.state(
                            view.get(Scope.COMPANY, DocType.PROMOTION.ref(id)).orElse(null), Promotion::of))
                    .map(Promotion::licence)
                    .orElse(null);
            if (licence != null) {
                found.add(licence);
            }
        }
        return found.isEmpty() ? "" : "ترخيص · Licence " + String.join(", ", found);
    }

    /** The barcode says the weight, laid out as the shop's scales do. */
    private LabelText weighed(Product product, Quantity weight) {
        if (!Product.isDivisible(product.unit())) {
            throw new TillException(PaperRefusal.NOT_WEIGHED, product.name());
        }
        Money price = priced(product, weight).total();
        Money ofKilogram = priced(product, Quantity.ONE).total();
        return new LabelText(
                LabelText.Kind.WEIGHED,
                product.nameAr(),
                product.name(),
                price.toString(),
                ofKilogram + " / " + unit(product),
                "",
                weight + " " + unit(product),
                coded(product, weight));
    }

    private String coded(Product product, Quantity weight) {
        for (LabelLayout layout : shop.labelLayouts()) {
            if (layout.holds() != LabelLayout.Holds.WEIGHT || layout.verifier()) {
                continue;
            }
            int known = layout.prefix().length() + layout.itemDigits();
            String item = product.barcodes().stream()
                    .filter(code -> code.length() == known && code.startsWith(layout.prefix()))
                    .findFirst()
                    .orElse(null);
            if (item != null) {
                String digits = weight.toBigDecimal()
                        .movePointRight(layout.decimals())
                        .toBigInteger()
                        .toString();
                if (digits.length() > layout.valueDigits()) {
                    throw new TillException(PaperRefusal.WEIGHT, weight);
                }
                return Ean13.complete(item + "0".repeat(layout.valueDigits() - digits.length()) + digits);
            }
        }
        throw new TillException(PaperRefusal.NO_ITEM_CODE, product.name());
    }
}
