import { Component, type ReactNode } from 'react';

interface BoundaryProps {
	readonly children: ReactNode;
	/** A component threw; nothing is drawn any more. */
	readonly onCrash: (error: unknown) => void;
}

/** Draws nothing once a component threw: whoever put the screen up takes it down and tells of it in words. */
export class Boundary extends Component<BoundaryProps, { readonly crashed: boolean }> {
	static getDerivedStateFromError(): { readonly crashed: boolean } {
		return { crashed: true };
	}

	override state = { crashed: false };

	override componentDidCatch(error: unknown): void {
		this.props.onCrash(error);
	}

	override render(): ReactNode {
		return this.state.crashed ? null : this.props.children;
	}
}
