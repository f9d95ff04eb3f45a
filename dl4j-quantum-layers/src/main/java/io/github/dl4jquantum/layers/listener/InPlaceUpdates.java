package io.github.dl4jquantum.layers.listener;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes {@code fit} of a MultiLayerNetwork or ComputationGraph faster where layers are small and have many parameters, as
 * quantum layers have; the numbers stay the same to the last bit:
 *
 * <pre>
 *   network.addListeners(new InPlaceUpdates());
 * </pre>
 *
 * <p>DL4J's updater has had a view of each parameter and of its gradient since it was made. DL4J 1.0.0-M2.1 does not
 * use them: it compares the array of all gradients with a reshaped one, which is never the same, takes that for the
 * gradient of another network, and makes eight views a parameter in every update. Each has native memory that Java's
 * collector has to free. Between gradient and update this listener gives the network a {@link Gradient} whose array is
 * the one that the updater knows, of shape {@code [1, parameters]}.
 *
 * <p>Networks whose updater is not DL4J's own, or has views of another array, are left as they are.
 */
public final class InPlaceUpdates extends BaseTrainingListener {

    @Override
    public void onGradientCalculation(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            if (isViewed(network.getFlattenedGradients(), network.getUpdater(false))) {
                network.setGradient(gradient(network.gradient(), network.getFlattenedGradients()));
            }
        } else if (model instanceof ComputationGraph graph) {
            if (isViewed(graph.getFlattenedGradients(), graph.getUpdater(false))) {
                graph.setGradient(gradient(graph.gradient(), graph.getFlattenedGradients()));
            }
        }
    }

    /** Whether the updater's own views of gradients are views of that array. */
    private static boolean isViewed(INDArray all, Updater updater) {
        return updater instanceof BaseMultiLayerUpdater<?> own
                && own.getUpdaterBlocks().stream()
                        .allMatch(block -> block.getGradientView() != null
                                && block.getGradientView().data().address()
                                        == all.data().address());
    }

    private static Gradient gradient(Gradient parts, INDArray all) {
        Gradient whole = new DefaultGradient(all) {
            private static final long serialVersionUID = 1L;

            @Override
            public INDArray gradient() {
                return all;
            }
        };
        parts.gradientForVariable()
                .forEach((name, part) -> whole.setGradientFor(name, part, parts.flatteningOrderForVariable(name)));
        return whole;
    }
}
