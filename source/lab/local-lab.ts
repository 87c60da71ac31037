import type { Emit, LabEvent } from '../events/events.ts';
import type { TransformServer } from '../services/client/transform-poem.ts';
import { createBareConnections } from '../services/crowd/bare-connections.ts';
import { createClient } from './client/client.ts';
import { createCrowds } from './client/crowds.ts';
import { savePoem } from './client/save-poem.ts';
import { createTelemetry } from './clock/create-telemetry.ts';
import { createDispatch } from './dispatch.ts';
import { createEventHistory } from './history/event-history.ts';
import { storyOf, storyOfBatch } from './history/story.ts';
import type { Lab } from './lab.ts';
import type { LabOptions } from './lab-options.ts';
import { lessonsIn } from './lessons/content/lessons.ts';
import { openProgress } from './lessons/engine/lesson-progress.ts';
import { LessonRunner } from './lessons/engine/lesson-runner.ts';
import { applyEvent } from './model/apply/apply-event.ts';
import { LabModel } from './model/lab-model.ts';
import { keepSnapshot } from './model/snapshot-of-state.ts';
import type { LabState } from './model/state.ts';
import { Publisher } from './publishing/publisher.ts';
import { createPulse, type Pace } from './pulse.ts';
import { createRecording } from './recording/recording.ts';
import { withProgress } from './recording/with-progress.ts';
import { startRecorded } from './servers/start-servers.ts';
import { createSnapshotStore } from './snapshot-store.ts';

/**
 * The least time between two changes that a screen is told of: longer while more happens than anybody can read, since to
 * draw is what costs the servers most.
 */
const pace: Pace = { everyMs: 100, busy: { requests: 500, everyMs: 200 } };
/** The most events that may wait until they are taken in: few, since the servers' clients wait as long as that takes. */
const maxWaiting = 500;

/**
 * Starts a lab in this thread; resolves when every server listens or has failed. Throws where there is nothing to
 * serve, or nothing can be recorded. `watch` is told of every event when it happens.
 */
export async function createLocalLab(options: LabOptions, watch: Emit = () => {}): Promise<Lab> {
	const history = createEventHistory();
	const model = new LabModel();
	const store = createSnapshotStore(model.snapshot());
	let waiting: LabEvent[] = [];
	let runner: LessonRunner | undefined;
	let publisher: Publisher | undefined;

	const takeIn = (): void => {
		const events = waiting;
		waiting = [];
		history.add(events);
		for (const event of events) {
			applyEvent(model, event);
		}
	};
	const apply = (): LabState => {
		takeIn();
		runner?.look(model.state);
		const shown = model.snapshot();
		const progress = withProgress(shown.recording, recording);
		const progressed = progress === shown.recording ? shown : { ...shown, ...(progress && { recording: progress }) };
		store.set(keepSnapshot(store.snapshot(), runner?.withLessons(progressed) ?? progressed));
		return model.state;
	};
	const pulse = createPulse(pace, () => {
		apply();
		store.tell();
	});
	const telemetry = createTelemetry(event => {
		waiting.push(event);
		recording.take(event);
		publisher?.take(event);
		runner?.take(event);
		watch(event);
		if (waiting.length >= maxWaiting) {
			takeIn();
		}
		pulse.request();
	});
	const recording = createRecording(telemetry, pulse.request);
	const servers = await startRecorded(options, telemetry, recording);
	const { classLink } = servers;
	publisher = classLink && new Publisher(classLink, { stateNow: apply, now: telemetry.now });
	// A lesson is about what the lab's own transform server sees.
	const transformServer = (): TransformServer =>
		options.transformServer === undefined || runner?.isUnderWay
			? servers.addressOf('transform')
			: { ...options.transformServer, isElsewhere: true };
	const client = createClient(transformServer, telemetry);
	const crowds = createCrowds(transformServer, telemetry);
	const byHand = createBareConnections(telemetry);
	const dispatch = createDispatch({
		client,
		crowds,
		servers,
		byHand,
		recording,
		telemetry,
		stateNow: apply,
		lessons: () => runner,
	});
	runner = new LessonRunner({
		lessons: lessonsIn({ isClass: options.class !== undefined }),
		progress: await openProgress(options.progressFile),
		act: dispatch,
		emit: telemetry.emit,
		now: telemetry.now,
		stateNow: apply,
		ttlMs: options.ttlMs ?? Number.POSITIVE_INFINITY,
		forgetShared: poet => servers.classPoems?.forget(servers.addressOf(poet)),
		addLongPoem: () => servers.addLongPoem(),
		settled: () => servers.settled,
		changed: pulse.request,
	});
	servers.classPoems?.askWhile(() => runner?.isWithoutClass !== true);
	if (options.lesson !== undefined) {
		await runner.start(options.lesson);
	}
	apply();

	return {
		subscribe: store.subscribe,
		snapshot: store.snapshot,
		dispatch,
		async detail(connection) {
			apply();
			return history.about(storyOf(connection, model.state.exchanges));
		},
		async batchDetail(batch) {
			const { batches, exchanges } = apply();
			return history.about(storyOfBatch(batch, batches, exchanges));
		},
		async savePoem(path, id) {
			const { fetches, fetch } = apply();
			const chosen = id === undefined ? fetch : fetches.get(id);
			return savePoem(chosen, client.poem(chosen?.id), path);
		},
		async close() {
			const kept = runner?.stop();
			client.cancel();
			byHand.closeAll();
			await crowds.cancel();
			await publisher?.stop();
			await servers.close();
			await recording.stop();
			await kept;
			apply();
			pulse.stop();
			return model.state.totals;
		},
	};
}
